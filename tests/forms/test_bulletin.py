"""The bulletin's paper, worked out by hand and read as XML by something other than what wrote it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.figure import Standing
from bot.domain.period import Rhythm
from bot.forms.bulletin import document_of, signed_document, title_of
from bot.forms.bulletin_docx import bulletin_docx
from bot.forms.files import file_of
from bot.services.bulletin import Bulletin, Pending, compose_bulletin
from tests.forms.docx import W, attributes, body, faces, paragraphs, part, rows, text, texts
from tests.forms.made import LESS, LEVEL, RATE, Line, ledger

MONTHLY, YEARLY = Rhythm.MONTHLY, Rhythm.YEARLY

# By the end of June half of an annual amount is due: 60 of 100 is ahead, 41 slightly below, 30 below.
LINES = (
    Line("办件量", "100件", "60", month=6),
    Line("交易额", "10亿元", "410000000", month=6),
    Line("网办率", "99%", "98.28", measure=RATE, month=6),
    Line("通办事项", "461项", "453", measure=LEVEL, month=6),
    Line("培训", "50次", "30", month=6),
    Line("投诉", "20件", "12", month=6, direction=LESS),
    Line("年终考核", "100次", None, rhythm=YEARLY),
    Line("踏勘次数", "800次", "200", month=6, standing=Standing.WAITING),
)


def bulletin(*lines: Line, month: int = 6, pretend: bool = False) -> Bulletin:
    known = ledger(*lines, pretend=pretend)
    decided = tuple(replace(i, unit_id=1, assumed=frozenset()) for i in known.indicators)
    return compose_bulletin(replace(known, indicators=decided), month)


@pytest.fixture
def found() -> Bulletin:
    return bulletin(*LINES)


# ---------------------------------------------------------------- what it says


def test_the_title_names_office_year_and_span(found: Bulletin) -> None:
    assert title_of(document_of(found)) == "关于某市某局2023年上半年绩效目标运行监控情况的通报"
    assert file_of(found).name == "代拟稿-关于某市某局2023年上半年绩效目标运行监控情况的通报.docx"


def test_what_has_no_figure_is_in_no_share(found: Bulletin) -> None:
    said = [p[1] for p in document_of(found)["paragraphs"]]
    assert said[2:4] == [
        "2023年纳入监控的绩效指标共8项，其中尚未到报告期1项、截至成文时无审定数据1项，暂不评价。",
        "有审定数据的6项中，进度正常2项，占33.3%；进度较慢4项，占66.7%。"
        "按应报的7项计，进度正常、进度较慢分别占28.6%、57.1%。",
    ]


def test_slow_indicators_are_numbered_in_the_order_of_the_table(found: Bulletin) -> None:
    said = [p[1] for p in document_of(found)["paragraphs"]]
    assert said[5:9] == [
        "1.交易额（1-02）：实际完成4.1亿元，年度指标值10亿元，低于序时进度9.0个百分点，责任科室：交易科。",
        "2.网办率（1-03）：实际完成98.28%，年度指标值99%，低于目标0.72个百分点，责任科室：交易科。",
        "3.通办事项（1-04）：实际完成453项，年度指标值461项，距目标还差8项，责任科室：交易科。",
        "4.投诉（1-06）：实际完成12件，年度指标值20件，高于序时进度10.0个百分点，责任科室：交易科。",
    ]


def test_a_draft_lists_all_that_stands_in_the_way_of_signing(found: Bulletin) -> None:
    document = document_of(found)
    assert dict(document["pending"])["待审"] == ["1-08 踏勘次数（交易科）"]
    said = [text(p) for p in paragraphs(bulletin_docx(document))]
    page = said[said.index("签发前待办（本页不随文印发，签发时自动去除）") :]
    assert page[2:] == ["待审1项：1-08 踏勘次数（交易科）。"]


def test_a_signed_bulletin_says_nothing_of_it(found: Bulletin) -> None:
    signed = signed_document(document_of(found), "某局发〔2023〕8号", date(2023, 7, 20))
    assert "pending" not in signed
    assert not [p for p in paragraphs(bulletin_docx(signed)) if "签发前" in text(p)]


def test_a_draft_with_nothing_pending_has_no_such_page() -> None:
    document = document_of(bulletin(LINES[0]))
    assert not [p for p in paragraphs(bulletin_docx(document)) if "签发前" in text(p)]


def test_the_annex_has_every_indicator(found: Bulletin) -> None:
    assert [row[3:] for row in document_of(found)["annex"]] == [
        ["100件", "60件", "60.0%", "超序时"],
        ["10亿元", "4.1亿元", "41.0%", "略低"],
        ["99%", "98.28%", "—", "略低"],
        ["461项", "453项", "—", "略低"],
        ["50次", "30次", "60.0%", "超序时"],
        ["20件", "12件", "60.0%", "略高"],
        ["100次", "—", "—", "未到期"],
        ["800次", "—", "—", "—"],
    ]


def test_an_older_period_says_until_when_it_is() -> None:
    """Of January to May a quarterly indicator has its first quarter, judged by March's pace."""
    quarter = Line("办件量", "100件", "25", month=3)
    month = Line("培训", "60次", "25", month=5, rhythm=MONTHLY)
    assert [row[4:] for row in document_of(bulletin(quarter, month, month=5))["annex"]] == [
        ["25件（截至3月底）", "25.0%", "正常"],
        ["25次", "41.7%", "正常"],
    ]


def test_without_slow_indicators_it_says_so() -> None:
    paper = document_of(bulletin(Line("办件量", "100件", "60", month=6)))
    said = ["".join(p[1:]) for p in paper["paragraphs"]]
    assert "上半年无进度较慢指标。" in said
    assert next(s for s in said if s.startswith("（")).startswith("（一）按期报送")


@pytest.mark.parametrize("value", ["49.99", "49.999"])
def test_a_deviation_is_never_said_to_be_nothing(value: str) -> None:
    paper = document_of(bulletin(Line("办件量", "100件", value, month=6)))
    size = Decimal(50) - Decimal(value)
    assert f"低于序时进度{size}个百分点" in paper["paragraphs"][5][1]


def test_what_is_pending_is_told_apart(found: Bulletin) -> None:
    lines = (*LINES[:1], replace(LINES[7], name="甲"), Line("乙", "9件"), Line("丙", "/", "5", month=6))
    made = bulletin(*lines)
    assert {kind: [i.name for i in made.pending(kind)] for kind in Pending} == {
        Pending.WAITING: ["甲"],
        Pending.UNREPORTED: ["乙"],
        Pending.UNCLEAR: ["丙"],
    }


@pytest.mark.parametrize("changes", [{"unit_id": None}, {"assumed": frozenset({"measure"})}])
def test_what_nobody_answers_for_or_is_only_assumed_is_unclear(changes: dict[str, object]) -> None:
    known = ledger(LINES[0])
    sure = replace(known.indicators[0], unit_id=1, assumed=frozenset({"weight"}))
    for indicator, unclear in ((sure, 0), (replace(sure, **changes), 1)):  # type: ignore[arg-type]
        made = compose_bulletin(replace(known, indicators=(indicator,)), 6)
        assert len(made.pending(Pending.UNCLEAR)) == unclear


# ---------------------------------------------------------------- how it looks


def mm(twips: str) -> float:
    return round(int(twips) * 25.4 / 1440, 1)


@pytest.fixture
def draft(found: Bulletin) -> bytes:
    return bulletin_docx(document_of(found))


@pytest.fixture
def signed(found: Bulletin) -> bytes:
    return bulletin_docx(signed_document(document_of(found), "局发〔2023〕9号", date(2023, 7, 11)))


def test_the_paper_is_a4_with_the_standards_margins(draft: bytes) -> None:
    size = attributes(body(draft), "w:sectPr/w:pgSz")
    margins = attributes(body(draft), "w:sectPr/w:pgMar")
    assert (mm(size["w"]), mm(size["h"])) == (210, 297)
    assert (mm(margins["top"]), mm(margins["left"])) == (37, 28)
    assert (210 - mm(margins["left"]) - mm(margins["right"]), 297 - 37 - mm(margins["bottom"])) == (156, 225)


def test_every_line_is_28_points(draft: bytes) -> None:
    found = {tuple(sorted(attributes(p, "w:pPr/w:spacing").items())) for p in paragraphs(draft)}
    assert len(paragraphs(draft)) > 20
    assert {(dict(f)["line"], dict(f)["lineRule"]) for f in found} == {("560", "exact")}


def of(content: bytes, said: str) -> list[tuple[str, str, str]]:
    return faces(next(p for p in paragraphs(content) if text(p).startswith(said)))


def test_each_part_has_its_face_and_size(draft: bytes) -> None:
    assert of(draft, "关于") == [("方正小标宋简体", "44", "关于某市某局2023年上半年")]
    assert of(draft, "绩效目标") == [("方正小标宋简体", "44", "绩效目标运行监控情况的通报")]
    assert of(draft, "代拟稿") == [("黑体", "32", "代拟稿")]
    assert of(draft, "一、") == [("黑体", "32", "一、总体情况")]
    assert of(draft, "现将")[0][:2] == ("仿宋", "32")
    assert of(draft, "附件：")[0][:2] == ("仿宋", "32")
    [opened, rest] = of(draft, "（一）")
    assert (opened[:2], rest[:2]) == (("楷体", "32"), ("仿宋", "32"))
    assert opened[2] == "（一）抓紧推进进度较慢指标。"


def test_no_letter_of_a_long_title_is_alone_in_its_line() -> None:
    """Lines of at most 18 letters that end where words do, the last the shortest."""
    document = document_of(bulletin(*LINES, month=5))
    document["title"][0] = "关于演示局（目标取自公开表）"
    runs = [run for p in paragraphs(bulletin_docx(document)) for run in faces(p)]
    title = [said for face, size, said in runs if (face, size) == ("方正小标宋简体", "44")]
    assert title[:3] == ["关于演示局（目标取自公开表）", "2023年1—5月绩效目标运行", "监控情况的通报"]


def test_no_run_is_left_to_the_templates_theme(draft: bytes) -> None:
    for name in ("document.xml", "styles.xml"):
        normal = [f for f in part(draft, name).iter(f"{W}rFonts") if f.get(f"{W}eastAsia") == "仿宋"]
        assert normal
        assert [f for f in normal if any(a.endswith("Theme") for a in f.attrib)] == []


def test_a_missing_title_face_is_replaced_by_song(draft: bytes) -> None:
    fonts = {f.get(f"{W}name"): f for f in part(draft, "fontTable.xml").iter(f"{W}font")}
    assert attributes(fonts["方正小标宋简体"], "w:altName")["val"] == "宋体"


def test_paragraphs_begin_two_letters_in(draft: bytes) -> None:
    indented = [
        p for p in paragraphs(draft) if text(p).startswith(("现将", "一、", "1.", "（一）", "附件："))
    ]
    assert len(indented) == 5
    assert [attributes(p, "w:pPr/w:ind") for p in indented] == [
        {"firstLineChars": "200", "firstLine": "640"}
    ] * 5


def test_pages_are_numbered_at_the_outer_side(draft: bytes) -> None:
    settings = part(draft, "settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    sides = {}
    for name in ("footer1.xml", "footer2.xml"):
        [paragraph] = part(draft, name).findall(f"{W}p")
        assert text(paragraph) == "—  —"
        assert [i.text for i in paragraph.iter(f"{W}instrText")] == ["PAGE"]
        assert {size for _, size, _ in faces(paragraph)} == {"28"}
        sides[attributes(paragraph, "w:pPr/w:jc")["val"]] = attributes(paragraph, "w:pPr/w:ind")
    assert sides == {
        "right": {"rightChars": "100", "right": "320"},
        "left": {"firstLineChars": "100", "firstLine": "320"},
    }


def test_the_annex_begins_a_page_and_its_header_repeats(draft: bytes) -> None:
    [annex] = [p for p in paragraphs(draft) if text(p) == "附件"]
    assert annex.find(f"{W}pPr/{W}pageBreakBefore") is not None
    [table] = body(draft).findall(f"{W}tbl")
    lines = table.findall(f"{W}tr")
    assert [line.find(f"{W}trPr/{W}tblHeader") is not None for line in lines] == [True] + [False] * 8
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in lines)
    assert rows(draft)[0] == [
        *("编号", "绩效指标", "责任科室", "年度指标值"),
        *("实际完成值", "完成率", "监控结果"),
    ]
    assert rows(draft)[1] == ["1-01", "办件量", "交易科", "100件", "60件", "60.0%", "超序时"]


def test_the_draft_has_no_number_and_no_day(draft: bytes) -> None:
    said = texts(draft)
    assert said[0] == "代拟稿"
    assert "　　年　　月　　日" in said
    assert "号" not in "".join(said[:4])


def test_the_signed_paper_has_its_number_and_its_day_four_letters_from_the_right(signed: bytes) -> None:
    assert texts(signed)[0] == "局发〔2023〕9号"
    assert "代拟稿" not in "".join(texts(signed))
    [day] = [p for p in paragraphs(signed) if text(p) == "2023年7月11日"]
    assert attributes(day, "w:pPr/w:jc")["val"] == "right"
    assert attributes(day, "w:pPr/w:ind") == {"rightChars": "400", "right": "1280"}


def test_a_pretend_offices_paper_says_so() -> None:
    made = bulletin(*LINES, pretend=True)
    assert texts(file_of(made).content or b"")[0] == "代拟稿　演示数据"


def test_what_word_cannot_hold_is_left_out() -> None:
    made = bulletin(Line("办件\x00量\ud800", "100件", "60", month=6))
    assert rows(file_of(made).content or b"")[1][1] == "办件量"
