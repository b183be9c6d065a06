"""How a figure is written for people: digits, scale word and unit, no other words. Standard library only."""

from decimal import ROUND_HALF_UP, Decimal

from bot.domain.numerals import exact, plain

_SCALE_WORDS = (
    (Decimal(10**12), "万亿", Decimal("0.1")),
    (Decimal(10**8), "亿", Decimal("0.1")),
    (Decimal(10**4), "万", Decimal(1)),
)
"""Size, word, and the least that is written with it: 0.85亿, but 3100 and not 0.31万."""
_MOST_PLACES = 4


def show(
    value: Decimal, unit: str | None = "", *, scale: Decimal = Decimal(1), digits: int | None = None
) -> str:
    """The value with its unit in the scale it is usually written in: 21亿元, 3.2万件, 99.7%, 4600件.

    Exact unless `digits` are asked for: at most so many places of the scale, whole numbers below it.
    A smaller scale is taken when the given one would need many places.
    """
    number, size = in_scale(value, scale=scale, digits=digits)
    word = next((word for n, word, _ in _SCALE_WORDS if n == size), "")
    return f"{number}{word}{unit or ''}"


def in_scale(value: Decimal, *, scale: Decimal, digits: int | None = None) -> tuple[str, Decimal]:
    """The digits a figure is written with, and the size they are counted in: 2.1亿 is 2.1 and 100000000."""
    for size, _, least in _SCALE_WORDS:
        if size > scale or abs(value) < size * least:
            continue
        scaled = exact().divide(value, size)
        if digits is not None:
            return plain(rounded(scaled, digits)), size
        if _places(scaled) <= _MOST_PLACES:
            return plain(scaled), size
    whole = value if digits is None else rounded(value, digits if scale <= 1 else 0)
    return plain(whole), Decimal(1)


def percent(ratio: Decimal, digits: int = 1) -> str:
    """A ratio as a share: 0.7 -> 70.0%, half up."""
    return f"{rounded(exact().multiply(ratio, Decimal(100)), digits)}%"


def rounded(value: Decimal, digits: int) -> Decimal:
    """Half up to `digits` places, as offices round; never a negative zero."""
    result = (
        exact().quantize(value, Decimal(1).scaleb(-digits)) if value.is_zero() else _half_up(value, digits)
    )
    return abs(result) if result.is_zero() else result


def _half_up(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=exact())


def _places(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
