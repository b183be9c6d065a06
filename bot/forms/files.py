"""A form's data -> the file that is handed over. One line per form."""

from bot.chat import Attachment
from bot.forms import form_a
from bot.forms.paper import PRETEND, XLSX, workbook
from bot.services.form_a import FormA
from bot.services.forms import AnyForm


def file_of(form: AnyForm) -> Attachment:
    """The form as a document; a pretend office's says so in its name."""
    match form:
        case FormA():
            name, content = f"{form_a.NAME}{form.year}年", workbook(form_a.paper(form))
    return Attachment(f"{f'{PRETEND}-' if form.pretend else ''}{name}.xlsx", XLSX, content)
