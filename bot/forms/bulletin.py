"""What a bulletin says: title, paragraphs and annex as a JSON value, exactly as it is laid out and frozen.

The words are the paper's own and Chinese, as those of the forms are. Services' results and the domain.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.attainment import Attainment, Group, Light, group_of
from bot.domain.bulletin import span_words
from bot.domain.figures import percent, rounded, show
from bot.domain.indicator import Indicator, Measure
from bot.services.bulletin import Bulletin, BulletinRow, Pending
from bot.services.form_rows import value_text

NAME = "绩效目标运行监控情况的通报"
DRAFT = "代拟稿"
NO_FIGURE = "—"
HEADER = ("编号", "绩效指标", "责任科室", "年度指标值", "实际完成值", "完成率", "监控结果")
PENDING: Mapping[Pending, str] = {
    Pending.WAITING: "待审",
    Pending.UNREPORTED: "未报",
    Pending.UNCLEAR: "待核实",
}
LIGHTS: Mapping[Light, str] = {
    Light.AHEAD: "超序时",
    Light.ON_PACE: "正常",
    Light.MET: "已达标",
    Light.WITHIN_ALLOWANCE: "限额内",
    Light.SLIGHTLY_BELOW: "略低",
    Light.BELOW: "偏低",
}
PLANNED: Mapping[Light, str] = {Light.AHEAD: "超计划", Light.ON_PACE: "按计划"}
TOO_HIGH: Mapping[Light, str] = {Light.SLIGHTLY_BELOW: "略高", Light.BELOW: "偏高"}
_UNJUDGED: Mapping[Group, str] = {
    Group.IN_PROGRESS: "推进中",
    Group.BY_APPLICATION: "依申请",
    Group.QUESTION: "目标待核实",
}
_APART: Mapping[Group, str] = {
    Group.IN_PROGRESS: "年底达到类推进中",
    Group.BY_APPLICATION: "依申请类不足",
    Group.QUESTION: "目标待核实",
}
_NUMERALS = "一二三四五六七八九十"

Document = dict[str, Any]
"""`title` in parts between which a line may end; `paragraphs` as [style, text, ...]; `annex` under HEADER.

`pending`, of a draft only: [待审, names], … for what is to be settled before it is signed.
"""


def document_of(bulletin: Bulletin) -> Document:
    """What the paper says before it has a number and a date; JSON values only.

    `figures` names, row by row of the annex, whose unit's it is and which revision was counted.
    """
    span = span_words(bulletin.month)
    return {
        "year": bulletin.year,
        "month": bulletin.month,
        "pretend": bulletin.pretend,
        "issuer": bulletin.department.name,
        "number": "",
        "date": "",
        "title": [f"关于{bulletin.department.name}", f"{bulletin.year}年{span}", NAME],
        "to": "各科室：",
        "paragraphs": [list(p) for p in _paragraphs(bulletin, span)],
        "annex_title": f"{bulletin.year}年{span}绩效指标完成情况表",
        "annex": [_annex_row(bulletin, row) for row in bulletin.rows],
        "notes": _notes(bulletin),
        "figures": [_figure(row) for row in bulletin.rows],
        "pending": [[word, _named(bulletin, kind)] for kind, word in PENDING.items()],
    }


def _named(bulletin: Bulletin, kind: Pending) -> list[str]:
    return [f"{i.code} {i.name}（{i.unit or '未明确'}）" for i in bulletin.pending(kind)]


def signed_document(document: Mapping[str, Any], number: str, day: date) -> Document:
    """The same with its number and the day of signing (成文日期), without what was to be settled before."""
    kept = {name: value for name, value in document.items() if name != "pending"}
    return {**kept, "number": number, "date": f"{day.year}年{day.month}月{day.day}日"}


def title_of(document: Mapping[str, Any]) -> str:
    return "".join(document["title"])


# ---------------------------------------------------------------- paragraphs


def _paragraphs(bulletin: Bulletin, span: str) -> Iterator[tuple[str, ...]]:
    """(style, text) or, where a heading opens a paragraph, (style, heading, text)."""
    yield (
        "body",
        f"现将{bulletin.year}年{span}绩效目标运行监控情况通报如下（数据截至{bulletin.month}月底）。",
    )
    yield "heading", "一、总体情况"
    yield "body", _how_many(bulletin)
    if bulletin.judged:
        yield "body", _how_they_stand(bulletin)
    yield "heading", "二、进度较慢指标"
    if not bulletin.low:
        yield "body", f"{span}无进度较慢指标。"
    for number, row in enumerate(bulletin.low, 1):
        yield "body", f"{number}.{_low(bulletin, row)}"
    yield "heading", "三、下一步要求"
    for numeral, (heading, text) in zip(_NUMERALS, _requirements(bulletin), strict=False):
        yield "opened", f"（{numeral}）{heading}", text


def _how_many(bulletin: Bulletin) -> str:
    said = f"{bulletin.year}年纳入监控的绩效指标共{len(bulletin.rows)}项"
    apart = []
    if bulletin.not_due:
        apart.append(f"尚未到报告期{bulletin.not_due}项")
    if lacking := _lacking(bulletin):
        apart.append(f"截至成文时无审定数据{lacking}项")
    return f"{said}。" if not apart else f"{said}，其中{'、'.join(apart)}，暂不评价。"


def _lacking(bulletin: Bulletin) -> int:
    return len(bulletin.rows) - bulletin.judged - bulletin.not_due


def _how_they_stand(bulletin: Bulletin) -> str:
    """Shares of what is judged; and of all that are due, where some are lacking."""
    judged, due = bulletin.judged, len(bulletin.rows) - bulletin.not_due
    normal, low = bulletin.groups[Group.NORMAL], bulletin.groups[Group.LOW]
    said = (
        f"有审定数据的{judged}项中，进度正常{normal}项，占{_share(normal, judged)}；"
        f"进度较慢{low}项，占{_share(low, judged)}"
    )
    others = [f"{word}{n}项" for group, word in _APART.items() if (n := bulletin.groups[group])]
    if others:
        said += f"；{'、'.join(others)}，不作快慢评价"
    if due == judged:
        return f"{said}。"
    return f"{said}。按应报的{due}项计，进度正常、进度较慢分别占{_share(normal, due)}、{_share(low, due)}。"


def _share(part: int, whole: int) -> str:
    return percent(Decimal(part) / whole)


def _low(bulletin: Bulletin, row: BulletinRow) -> str:
    indicator, attained = row.indicator, _attained(row)
    facts = [f"实际完成{_actual(bulletin, row)}", f"年度指标值{indicator.cells.annual_target or NO_FIGURE}"]
    facts += [words] if attained and (words := shortfall(indicator, attained)) else []
    facts.append(f"责任科室：{indicator.unit or '未明确'}")
    return f"{indicator.name}（{indicator.code}）：{'，'.join(facts)}。"


def shortfall(indicator: Indicator, attained: Attainment) -> str:
    """低于序时进度7.4个百分点, 低于目标1.3个百分点, or how far it is from a target without points."""
    if attained.deviation:
        to_pace = attained.deviation_from == "pace"
        from_what = ("计划" if attained.planned else "序时进度") if to_pace else "目标"
        points = _points(attained.deviation, 1 if to_pace else 2)
        return f"{'高' if attained.deviation > 0 else '低'}于{from_what}{points}个百分点"
    if not attained.distance:
        return ""
    size = show(attained.distance, indicator.unit_of_measure, scale=indicator.target.scale)
    return f"超出目标{size}" if attained.too_high else f"距目标还差{size}"


def _points(deviation: Decimal, most: int) -> str:
    """To one place, or to `most` where that says more; to as many as it takes not to read 0."""
    size = abs(deviation)
    exact = rounded(size, next((d for d in range(most, 6) if rounded(size, d)), 6))
    return str(rounded(size, 1) if exact == rounded(size, 1) else exact)


def _requirements(bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    if bulletin.low:
        yield (
            "抓紧推进进度较慢指标。",
            "有关责任科室要逐项分析原因，明确改进措施和完成时限，确保完成全年目标。",
        )
    yield (
        "按期报送、据实更正。",
        "各科室要按期报送实际完成值，科室负责人要认真审核；发现数据有误的，及时更正并说明原因。",
    )
    yield (
        "持续做好运行监控。",
        "各科室要对照年度指标值跟踪进展，遇有影响目标完成的情况，及时向绩效管理牵头科室反映。",
    )


# ---------------------------------------------------------------- the annex


def _annex_row(bulletin: Bulletin, row: BulletinRow) -> list[str]:
    indicator, attained = row.indicator, _attained(row)
    done = attained.completion if attained else None
    return [
        indicator.code,
        indicator.name,
        indicator.unit or NO_FIGURE,
        indicator.cells.annual_target or NO_FIGURE,
        _actual(bulletin, row),
        NO_FIGURE if done is None else f"{rounded(done, 1)}%",
        _result(row),
    ]


def _actual(bulletin: Bulletin, row: BulletinRow) -> str:
    if row.standing is None or row.standing.actual is None:
        return NO_FIGURE
    said = value_text(row.indicator, row.standing.actual)
    month = row.period.end_month if row.period else bulletin.month
    return said if month == bulletin.month else f"{said}（截至{month}月底）"


def _result(row: BulletinRow) -> str:
    attained = _attained(row)
    if attained is None:
        return "未到期" if row.period is None else NO_FIGURE
    if attained.light is None:
        return _UNJUDGED.get(group_of(attained), NO_FIGURE)
    words = TOO_HIGH if attained.too_high else {**LIGHTS, **(PLANNED if attained.planned else {})}
    return words[attained.light]


def _attained(row: BulletinRow) -> Attainment | None:
    return row.standing.attainment if row.standing else None


def _notes(bulletin: Bulletin) -> list[str]:
    notes = []
    if any(row.indicator.measure is Measure.CUMULATIVE for row in bulletin.rows):
        notes.append("完成率只就累计类指标计算，为实际完成值占年度指标值的比重。")
    if bulletin.judged < len(bulletin.rows):
        notes.append(f"“{NO_FIGURE}”为不适用，或截至成文时无审定数据。")
    return notes


def _figure(row: BulletinRow) -> dict[str, Any]:
    revision = row.standing.revision if row.standing else None
    actual = row.standing.actual if row.standing else None
    return {
        "indicator": row.indicator.id,
        "code": row.indicator.code,
        "unit": row.indicator.unit_id,
        "period": revision.period.key if revision else None,
        "revision": revision.id if revision else None,
        "value": None if actual is None else format(actual, "f"),
        "target": row.indicator.cells.annual_target,
    }
