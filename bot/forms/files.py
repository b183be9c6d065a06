"""A form's data -> the file that is handed over. One line per form."""

from collections.abc import Mapping
from typing import Any

from bot.chat import Attachment
from bot.forms import finance_import, form_a, form_c, form_d
from bot.forms.bulletin import DRAFT, document_of, title_of
from bot.forms.paper import PRETEND, XLSX, workbook
from bot.services.bulletin import Bulletin
from bot.services.finance_import import FinanceImport
from bot.services.form_a import FormA
from bot.services.form_c import FormC
from bot.services.form_d import FormD
from bot.services.forms import AnyForm
from bot.services.ports import SignedBulletin


def file_of(form: AnyForm) -> Attachment:
    """The form as a document; a pretend office's says so in its name."""
    match form:
        case Bulletin():
            return bulletin_file(document_of(form))
        case SignedBulletin():
            return bulletin_file(form.document)
        case FormA():
            name, content = f"{form_a.NAME}{form.year}年", workbook(form_a.paper(form))
        case FormC():
            name = f"{form_c.NAME}{form.year}年{form_c.span(form)}"
            content = workbook(form_c.paper(form))
        case FinanceImport():
            name, content = finance_import.name_of(form), workbook(finance_import.paper(form))
        case FormD():
            name, content = f"{form_d.NAME}{form.year}年", workbook(form_d.paper(form))
    return Attachment(f"{f'{PRETEND}-' if form.pretend else ''}{name}.xlsx", XLSX, content)


def bulletin_file(document: Mapping[str, Any]) -> Attachment:
    """Named by its title; a draft says so, and a pretend office's paper."""
    from bot.forms.bulletin_docx import bulletin_docx  # with the library that writes documents
    from bot.forms.official_paper import DOCX

    marks = [PRETEND] if document["pretend"] else []
    marks += [] if document["number"] else [DRAFT]
    return Attachment("-".join([*marks, f"{title_of(document)}.docx"]), DOCX, bulletin_docx(document))
