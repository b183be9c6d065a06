"""What the table does not say, proposed from what it does say. Standard library only.

Proposals are marked assumed until an administrator has answered. The words looked for are those tables use.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.indicator import Cells, Direction, Measure
from bot.domain.period import Rhythm
from bot.domain.quantity import Kind, Reading, read
from bot.domain.units import COUNT, dimension

_AVERAGE = re.compile(r"平均|[日月周季]均")
_SHARE_NAME = re.compile(r"(率|占比|比例|比重|覆盖面|满意度|活跃度)$")
_COMPLETION = re.compile(r"(完成|完工|竣工|建成|改造|建设)率|(完成|建设|工程|形象)进度")
_WORKS = re.compile(r"建设|改造|布设|施工|工程|修缮|装修|搬迁|安装|绿化|治理项目|阵地")
_GOES_LIVE = re.compile(r"(上线|建成|落成|投用|开通|挂牌)(项|个|家|系统|应用)?数")
_STANDING = re.compile(
    r"(保有|在册|在用|存量|在岗|拥有)|(事项|窗口|站点|网点|平台|系统|机构|清单|目录)(数量|总数|项数|个数|数)$"
)
_DONE = re.compile(r"受理|审批|领取|交易|组织|评审|审核|考试|出具|培训|检查|接待|处理|新增")
_APPLIED_FOR = re.compile(r"审批|审核|审查|评审|审计|许可|踏勘|勘验|核准|备案件|鉴定|公证")
_TAKEN_UP = re.compile(r"领取|领证")
_LESS = re.compile(
    r"投诉|差错|退件|超时|逾期|超期|成本|费用|支出|经费|能耗|耗时|时限|用时|时长|事故|违规|失误|纠纷|信访|死亡|空置"
)
_LESS_TURNED = re.compile(
    r"压缩|减少|降低|下降|节约|节省|压减|缩短|化解|办结|处理|处置|整改|满意|回复|执行率|按时|及时"
)
_FORMULA_TAIL = re.compile(r"[×*xX]?100%?$")
_FORMULA = re.compile(r"([^/÷]+)[/÷]([^/÷]+)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be assumed of an indicator.

    `baseline`, in the base unit, is where a plan for a by-year-end indicator would start; it is no plan yet.
    `numerator` and `denominator` are the words of a rate's explanation 甲/乙, if it has that form.
    """

    measure: Measure
    direction: Direction = Direction.MORE
    rhythm: Rhythm = Rhythm.QUARTERLY
    weight: Decimal | None = None
    by_application: bool = False
    baseline: Decimal | None = None
    numerator: str | None = None
    denominator: str | None = None


def propose(cells: Cells) -> Proposal:
    """Measure, direction and the rest for one row (docs: the rules, "Measures")."""
    target = read(cells.annual_target or "")
    measure = _measure(cells, target)
    parts = rate_parts(cells.explanation) if measure is not Measure.CUMULATIVE else None
    return Proposal(
        measure=measure,
        direction=_direction(cells, target),
        by_application=measure is Measure.CUMULATIVE and _depends_on_applicants(cells.indicator),
        baseline=_baseline(cells, target) if measure is Measure.BY_YEAR_END else None,
        numerator=parts[0] if parts else None,
        denominator=parts[1] if parts else None,
    )


def rate_parts(explanation: str | None) -> tuple[str, str] | None:
    """Numerator and denominator of an explanation 甲/乙 (also 率=甲/乙×100%), or None for any other form."""
    formula = "".join(unicodedata.normalize("NFKC", explanation or "").split()).rstrip("。.;")
    formula = _FORMULA_TAIL.sub("", formula.rpartition("=")[2])
    found = _FORMULA.fullmatch(_without_brackets(formula))
    if found is None:
        return None
    above, below = (_without_brackets(part) for part in found.groups())
    return (above, below) if _names_something(above) and _names_something(below) else None


def same_dimension(one: Reading, other: Reading) -> bool:
    """Whether two readings are plain values that can be compared: both shares, both counts, both money …

    A count without a counter word (5万, 0) is a count.
    """
    if not {one.kind, other.kind} <= {Kind.QUANTITY, Kind.RATE} or None in (one.value, other.value):
        return False
    return _dimension(one) == _dimension(other)


def _dimension(reading: Reading) -> str:
    return dimension(reading.unit) if reading.unit else COUNT


def _without_brackets(text: str) -> str:
    inner = text[1:-1]
    return inner if text[:1] == "(" and text[-1:] == ")" and not set("()") & set(inner) else text


def _names_something(part: str) -> bool:
    return len(part) > 1 and re.search(r"[^\W\d_]{2}", part) is not None


def _measure(cells: Cells, target: Reading) -> Measure:
    said = f"{cells.indicator} {cells.explanation or ''}"
    if target.kind in (Kind.QUALITATIVE, Kind.DEFERRED):
        return Measure.QUALITATIVE
    if _AVERAGE.search(said):
        return Measure.AVERAGE
    if _due_by_year_end(cells, target, said):
        return Measure.BY_YEAR_END
    if target.kind in (Kind.GROWTH, Kind.POINTS) or _is_share(cells, target):
        return Measure.RATE
    return Measure.LEVEL if _is_standing(cells, target) else Measure.CUMULATIVE


def _due_by_year_end(cells: Cells, target: Reading, said: str) -> bool:
    """Works, dates, and what grows towards a level: its standard an increment, or a leaping share."""
    return (
        target.kind is Kind.DATE
        or bool(_COMPLETION.search(cells.indicator) and _WORKS.search(said))
        or (target.kind is Kind.QUANTITY and _grows_towards(cells))
        or _share_leaps(cells, target)
    )


def _grows_towards(cells: Cells) -> bool:
    standards = (read(cells.standard_value or ""), read(cells.planned_value or ""))
    has_increment = any(standard.kind is Kind.INCREMENT for standard in standards)
    return has_increment or bool(_GOES_LIVE.search(cells.indicator))


def _share_leaps(cells: Cells, target: Reading) -> bool:
    """A share at least twice that of last year: built up over the year, not held all year."""
    last = read(cells.last_year or "")
    if target.unit != "%" or target.value is None or last.value is None or not same_dimension(target, last):
        return False
    return 0 < 2 * last.value <= target.value and target.value - last.value >= 10


def _is_share(cells: Cells, target: Reading) -> bool:
    if target.kind is Kind.RATE or target.unit in ("%", "‰"):
        return True
    return bool(_SHARE_NAME.search(cells.indicator)) and target.unit is None


def _is_standing(cells: Cells, target: Reading) -> bool:
    """A number of things that exist, not of things done: by its name, or because it never changed."""
    if _dimension(target) != COUNT or _DONE.search(f"{cells.indicator}{cells.explanation or ''}"):
        return False
    return bool(_STANDING.search(cells.indicator)) or _never_changed(cells, target)


def _never_changed(cells: Cells, target: Reading) -> bool:
    others = [read(text or "") for text in (cells.standard_value, cells.mean3, cells.last_year)]
    return all(same_dimension(target, other) for other in others) and len({o.value for o in others}) == 1


def _direction(cells: Cells, target: Reading) -> Direction:
    if target.operator in ("<", "<="):
        return Direction.LESS
    if target.operator in (">", ">="):
        return Direction.MORE
    if target.operator == "=":
        return Direction.EXACT
    name = cells.indicator
    less = _LESS.search(name) and not _LESS_TURNED.search(name)
    return Direction.LESS if less else Direction.MORE


def _depends_on_applicants(name: str) -> bool:
    return bool(_APPLIED_FOR.search(name)) and not _TAKEN_UP.search(name)


def _baseline(cells: Cells, target: Reading) -> Decimal | None:
    """Last year's value, where the target lies beyond it."""
    last = read(cells.last_year or "")
    if last.value is None or target.value is None or not same_dimension(target, last):
        return None
    return last.value if last.value < target.value else None
