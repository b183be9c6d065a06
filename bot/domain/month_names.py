"""English month names, as people write them: Jun, June, Sept. Standard library only."""

_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
"""A pattern for lower case text."""


def month_number(name: str) -> int:
    """1-12, of a name that `MONTH` matched."""
    return _SHORT.index(name[:3].lower()) + 1
