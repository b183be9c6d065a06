"""A form's data -> the file that is handed over. One line per form."""

from bot.chat import Attachment
from bot.forms import form_a, form_d
from bot.forms.paper import PRETEND, XLSX, workbook
from bot.services.form_a import FormA
from bot.services.form_d import FormD
from bot.services.forms import AnyForm


def file_of(form: AnyForm) -> Attachment:
    """The form as a document; a pretend office's says so in its name."""
    match form:
        case FormA():
            name, content = form_a.NAME, workbook(form_a.paper(form))
        case FormD():
            name, content = form_d.NAME, workbook(form_d.paper(form))
    return Attachment(f"{f'{PRETEND}-' if form.pretend else ''}{name}{form.year}年.xlsx", XLSX, content)
