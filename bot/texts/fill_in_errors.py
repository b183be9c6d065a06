"""What is wrong with a fill-in workbook, in words. Imports the catalogue.

What is wrong with one row stands under the row's cell: it does not name the cell again.
"""

from collections.abc import Mapping

from bot.texts.catalogue import msg

FILL_IN_ERRORS: Mapping[str, str] = {
    "nothing-to-fill-in": msg(
        "None of your indicators is reported for {period}. Name another month, e.g. template Jun."
    ),
    "fill-in-which-period": msg("I could not read “{said}” as a month. For example: template Jun."),
    # the whole workbook
    "fill-in-foreign": msg(
        "This workbook is of another table ({year}). “template” brings the one that can be filled in now. Nothing was changed."
    ),
    "fill-in-broken": msg(
        "The hidden part of this workbook is gone or was changed, so I cannot tell what its rows are. “template” brings a new one; the figures can be copied over. Nothing was changed."
    ),
    "fill-in-not-reporting": msg(
        "This is a workbook for figures; they are reported by the units' contacts and leads. “board” shows how they stand. Nothing was changed."
    ),
    "fill-in-empty": msg(
        "Nothing is filled in. Please type figures into the yellow cells of column {column}, e.g. 4600, and send it again."
    ),
    "fill-in-changed": msg(
        "Cell {cell} was changed: it was “{was}” and says “{value}”. Only the yellow cells are to be filled in; please put it back, or take a new one by “template”. Nothing was changed."
    ),
    "fill-in-twice": msg(
        "{first} and {cell} are of the same indicator. Please leave one figure, e.g. that of {first}, and send it again. Nothing was changed."
    ),
    "fill-in-merged": msg(
        "The cells {cells} are merged, so I cannot tell which row the figure is for. Please undo that and type one figure in each row, e.g. 4600. Nothing was changed."
    ),
    "fill-in-stray": msg(
        "Cell {cell} says “{value}”, but no indicator stands in that row. Please delete it. Nothing was changed."
    ),
    # a row
    "fill-in-gone": msg(
        "This indicator is no longer in the table. Please delete the figure, or take a new workbook by “template”."
    ),
    "fill-in-not-yours": msg("This indicator is not reported by you. Please delete its figure."),
    "fill-in-rhythm": msg(
        "The indicator is not reported for this period any more. “template” brings the periods of now."
    ),
    "fill-in-formula": msg("The cell holds a formula ({value}). Please type the number itself, e.g. 4600."),
    "fill-in-cell": msg(
        "“{value}” cannot be read. Please type a number, e.g. 4600; a note has at most 200 characters."
    ),
    "fill-in-date": msg(
        "The cell has become a date ({value}). Please type a number, e.g. 4600; before a share by its parts an apostrophe: '11/12."
    ),
    "fill-in-no-figure": msg("There is a note but no figure; please type it beside, e.g. 4600."),
    "fill-in-no-reason": msg(
        "This corrects a figure reported already; please say why here, e.g. the definition was changed"
    ),
    "fill-in-ambiguous": msg(
        "“{text}” can be read in two ways; please type it with its unit, e.g. 4,600 items"
    ),
}
