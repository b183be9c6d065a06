"""What went wrong with a file in support of a figure, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import msg

EVIDENCE_ERRORS: Mapping[str, str] = {
    "evidence-public": msg(
        "{name} was taken as a file in support of a figure. This platform is public, so it was not kept. Please hand it in by the web chat in the office, or to {helpers}. Figures can be typed here, e.g. 2-03 32,000."
    ),
    "evidence-not-shown-here": msg(
        "This platform is public: {name} is not sent here. Please look at it by the web chat in the office: evidence 2-03"
    ),
    "evidence-too-large": msg(
        "{name} was taken as a file in support of a figure; it is larger than {limit} MB. Please send a smaller one, e.g. a photo or a PDF of the pages that matter. It was not attached."
    ),
    "evidence-type": msg(
        "{name} was taken as a file in support of a figure; only photos (jpg, png), pdf, docx and xlsx are kept. For example: check.pdf. It was not attached."
    ),
    "sheet-not-xlsx": msg(
        "{name} is no xlsx workbook and was not read. Please save it as .xlsx in WPS or Excel and send it again, e.g. figures.xlsx. Nothing was changed."
    ),
    "evidence-other-content": msg(
        "{name} is named as one kind of file and is another: {kind}. Please send it under the right name, e.g. check.{kind}. It was not attached."
    ),
    "evidence-no-figure": msg(
        "There is no figure of {code} {name} for {period} yet. Report it first; the file may come with it, captioned e.g. {code} 32,000. It was not attached."
    ),
    "evidence-nothing-reported": msg(
        "You have reported no figure yet that the file could support. Report it first, e.g. 2-03 32,000, and answer the receipt with the file. It was not attached."
    ),
    "evidence-period-unclear": msg(
        "I could not read “{said}” as a period. For example: evidence {code} Jun. Nothing was changed."
    ),
    "evidence-rule-not-yours": msg(
        "Whether {code} needs a file is set by {helpers}. “evidence {code}” shows its files. Nothing was changed."
    ),
    "evidence-not-yours": msg(
        "{name} can be removed by {by}, who sent it, or by {helpers}. Nothing was changed."
    ),
}
