"""What people type on a phone, without any command, against the 26 indicators of the published table."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.indicator import Cells, Direction, Indicator, Measure
from bot.domain.period import Period, Rhythm
from bot.services.understand import Known, Said, match_indicator, understand

TODAY = date(2023, 7, 3)
MAY, JUNE = Period(2023, 5), Period(2023, 6)

TABLE = """
1-01|行政备案、行政确认、行政裁决、公共服务等“7+1”类政务服务事项网上可办率|99.70%|rate|
1-02|行政备案、行政确认、行政裁决、公共服务等“7+1”类政务服务事项全程网办率|98.30%|rate|
1-03|月平均日活跃度|5.90%|average|负责组织推进政务服务事项“掌上办”
1-04|“拳头应用”上线项数|47项|by-year-end|负责组织推进政务服务事项“掌上办”
2-01|企业登记全程网办率|99%|rate|创新推出“四减一送”改革措施
2-02|新开办企业免费刻章占比|100%|rate|创新推出“四减一送”改革措施
2-03|电子档案同步领取数量|5万|cumulative|构建“电子营业执照+N”融合应用服务体系
2-04|电子印章同步领取数量|0.5万|cumulative|构建“电子营业执照+N”融合应用服务体系
2-05|电子许可证书同步领取数量|0.5万|cumulative|构建“电子营业执照+N”融合应用服务体系
2-06|为企业节省资金流数|30亿元|cumulative|完善公共资源交易服务系统
2-07|公共资源交易平台交易量|9000件|cumulative|
2-08|政府采购网上交易额|10亿元|cumulative|
2-09|公共资源交易平台交易额|900亿元|cumulative|
2-10|施工图审核面积|340万平方米|cumulative|
2-11|组织评审工作次数|50个|cumulative|政府投资项目可行性研究报告评审
2-12|涉农领域服务工作审批件数|240件|cumulative|
2-13|事务所出具相关审计报告数量|192个|cumulative|社会组织注销清算审计和法定代表人离任审计
2-14|我市特种设备作业人员考试人次|18000人次|cumulative|组织特种设备作业人员考试
3-01|“跨区域通办”事项数量|461项|level|
3-02|主题集成服务事项数量|32个|cumulative|
3-03|“免证办”事项占比|83%|by-year-end|
3-04|组织踏勘评审工作次数|1800次|cumulative|
4-01|咨询服务满意率、一窗受理好评率|99%|rate|
4-02|行政审批服务工作区域布设改造完成率|100%|by-year-end|
4-03|党建共同体工作阵地建设完成率|100%|by-year-end|
4-04|云客服评价系统自动生成率|99%|rate|
"""
QUARTERLY = ("2-13",)


def indicator(number: int, line: str) -> Indicator:
    code, name, target, measure, duty = line.split("|")
    empty = dict.fromkeys(Cells.__dataclass_fields__)
    return Indicator(
        id=number,
        department_id=1,
        year=2023,
        code=code,
        cells=Cells(**empty | {"indicator": name, "annual_target": target, "sub_duty": duty or None}),
        unit_id=1,
        unit="政务服务科",
        measure=Measure(measure),
        direction=Direction.MORE,
        rhythm=Rhythm.QUARTERLY if code in QUARTERLY else Rhythm.MONTHLY,
    )


INDICATORS = [indicator(n, line) for n, line in enumerate(TABLE.split(), 1)]
ID = {i.code: i.id for i in INDICATORS}
CODE = {i.id: i.code for i in INDICATORS}
LAST = {"2-03": "29000", "2-06": "1700000000", "2-07": "3850", "2-08": "790000000"}


def known(mine: str = "", closed: str = "") -> list[Known]:
    """All 26, those of `mine` (all when empty) the person's own, those of `closed` already reported."""
    return [
        Known(
            i,
            JUNE if i.rhythm is Rhythm.MONTHLY else Period(2023, 6, 3),
            mine=not mine or i.code in mine.split(),
            open=i.code not in closed.split(),
            last=Decimal(LAST[i.code]) if i.code in LAST else None,
        )
        for i in INDICATORS
    ]


def items(text: str, mine: str = "", listed: str = "", focus: str = "") -> tuple[Said, ...]:
    return understand(
        text,
        known(mine),
        numbered=[(ID[code], JUNE) for code in listed.split()],
        focus=(ID[focus], JUNE) if focus else None,
        today=TODAY,
    ).items


def heard(text: str, mine: str = "", listed: str = "", focus: str = "") -> list[tuple[str, str]]:
    """(codes, figure) of every item; 没变化 shows as =, data still to come as …"""
    return [
        (" ".join(CODE[i] for i in s.indicators), "=" if s.unchanged else "…" if s.deferred else s.figure)
        for s in items(text, mine, listed, focus)
    ]


@pytest.mark.parametrize(
    ("text", "code", "figure"),
    [
        ("2-03 3.2万", "2-03", "3.2万"),
        ("2-3 3.2万", "2-03", "3.2万"),
        ("2.03 3.2万", "2-03", "3.2万"),
        ("2.03：3.2万", "2-03", "3.2万"),
        ("203 3.2万", "2-03", "3.2万"),
        ("2-03 10万+", "2-03", "10万+"),
        ("满意率 3000件中2991件", "4-01", "2991/3000"),
        ("3000份里面有2991份满意", "4-01", "2991/3000"),
        ("2-06 上月17亿，这月21亿", "2-06", "21亿"),
        ("2－03：3。2万", "2-03", "3.2万"),
        ("２－０３　３．２万", "2-03", "3.2万"),
        ("2-03，3.2万", "2-03", "3.2万"),
        ("2-03 三万二", "2-03", "三万二"),
        ("2-03 32,000", "2-03", "32,000"),
        ("2-03 3.2w", "2-03", "3.2w"),
        ("2-03 1 234", "2-03", "1 234"),
        ("2-03 +1200", "2-03", "+1200"),
        ("2-03 本月1200", "2-03", "本月1200"),
        ("2-03本月新增1200", "2-03", "本月新增1200"),
        ("2-03 -5", "2-03", "-5"),
        ("2-03 1e400", "2-03", "1e400"),
        ("2-03 NaN", "2-03", "nan"),
        ("2-03 零", "2-03", "零"),
        ("2-03 没有", "2-03", "没有"),
        ("2-03 没变化", "2-03", "="),
        ("2-03 和上月一样", "2-03", "="),
        ("电子档案 3.2万", "2-03", "3.2万"),
        ("电子档案3.2万", "2-03", "3.2万"),
        ("电子档案：3.2万。", "2-03", "3.2万"),
        ("电子档案完成了3.2万", "2-03", "3.2万"),
        ("电子档案同步领取数量3.2万份", "2-03", "3.2万份"),
        ("我们科电子档案目前3.2万", "2-03", "3.2万"),
        ("电子档案没变化", "2-03", "="),
        ("电子档案三万二", "2-03", "三万二"),
        ("电子档案本月1200", "2-03", "本月1200"),
        ("电子当案 3.2万", "2-03", "3.2万"),
        ("电子挡案3.2万", "2-03", "3.2万"),
        ("电孑档案 3.2万", "2-03", "3.2万"),
        ("dzda 3.2万", "2-03", "3.2万"),
        ("DZDA3.2万", "2-03", "3.2万"),
        ("dianzidangan 3.2万", "2-03", "3.2万"),
        ("许可证 2600", "2-05", "2600"),
        ("节省资金 21亿", "2-06", "21亿"),
        ("节省资金二十一亿", "2-06", "二十一亿"),
        ("交易量4600件", "2-07", "4600件"),
        ("采购额 8.3亿", "2-08", "8.3亿"),
        ("施工图142万平方米", "2-10", "142万平方米"),
        ("可研评审 30个", "2-11", "30个"),
        ("特种设备考试 9000人次", "2-14", "9000人次"),
        ("拳头应用 42项", "1-04", "42项"),
        ("日活跃度 5.2%", "1-03", "5.2%"),
        ("一窗受理好评率 98.4%", "4-01", "98.4%"),
        ("企业登记全程网办率 2991/3000", "2-01", "2991/3000"),
        ("企业登记 3000分之2991", "2-01", "3000分之2991"),
        ("企业登记 2991比3000", "2-01", "2991比3000"),
        ("企业登记 百分之九十九点七", "2-01", "百分之九十九点七"),
        ("7+1类网上可办率 99.7%", "1-01", "99.7%"),
        ("“7+1”类政务服务事项全程网办率98.4%", "1-02", "98.4%"),
        ("免证办 81%", "3-03", "81%"),
        ("党建阵地 100%", "4-03", "100%"),
        ("电子档案 3.2 万", "2-03", "3.2万"),
        ("节省资金21个亿", "2-06", "21个亿"),
        ("节省资金大约二十一亿", "2-06", "大约二十一亿"),
        ("特种设备9500人次", "2-14", "9500人次"),
        ("企业登记 分子2991，分母3000", "2-01", "2991/3000"),
        ("企业登记 99.7%（2991/3000）", "2-01", "99.7%(2991/3000)"),
        ("满意率99.3%，好评率98.4%", "4-01", "99.3%、98.4%"),
        ("4-01 99.3% 98.4%", "4-01", "99.3%、98.4%"),
        ("好评率九成八", "4-01", "九成八"),
        ("免证办八成", "3-03", "八成"),
        ("节省资金17+4", "2-06", "17+4"),
        ("节省资金比上月多4亿", "2-06", "比上月多4亿"),
        ("3.2万 2-03", "2-03", "3.2万"),
        ("3.2万电子档案", "2-03", "3.2万"),
        ("好的，2-03 3.2万", "2-03", "3.2万"),
    ],
)
def test_an_indicator_and_its_figure_are_found(text: str, code: str, figure: str) -> None:
    assert heard(text) == [(code, figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-03 3.2万 1-04 40", [("2-03", "3.2万"), ("1-04", "40")]),
        ("2-03 3.2万，1-04 40", [("2-03", "3.2万"), ("1-04", "40")]),
        ("2-03 3.2万\n1-04 40\n", [("2-03", "3.2万"), ("1-04", "40")]),
        ("档案3.2万印章3000许可证2600", [("2-03", "3.2万"), ("2-04", "3000"), ("2-05", "2600")]),
        ("档案三万二印章三千许可证两千六", [("2-03", "三万二"), ("2-04", "三千"), ("2-05", "两千六")]),
        ("档案3.2万、印章3000、许可证2600", [("2-03", "3.2万"), ("2-04", "3000"), ("2-05", "2600")]),
        ("档案 3.2万 印章 3000 许可证 2600", [("2-03", "3.2万"), ("2-04", "3000"), ("2-05", "2600")]),
        ("档案3.2万份印章3000个", [("2-03", "3.2万份"), ("2-04", "3000个")]),
        ("dzda 3.2万 dzyz 3000", [("2-03", "3.2万"), ("2-04", "3000")]),
        ("档案没变化，印章3000", [("2-03", "="), ("2-04", "3000")]),
        ("7+1类网上可办率99.7% 全程网办率98.4%", [("1-01", "99.7%"), ("1-02 2-01", "98.4%")]),
        ("2-03 3.2万；好评率省里还没给", [("2-03", "3.2万"), ("4-01", "…")]),
        ("2-03 待上级数据，2-04 3000", [("2-03", "…"), ("2-04", "3000")]),
        ("2-03 3.2万2-04 3000", [("2-03", "3.2万"), ("2-04", "3000")]),
        ("2-03、2-04都没变化", [("2-03", "="), ("2-04", "=")]),
        ("1、电子档案3.2万 2、电子印章3000", [("2-03", "3.2万"), ("2-04", "3000")]),
        ("(1)电子档案3.2万(2)电子印章3000", [("2-03", "3.2万"), ("2-04", "3000")]),
    ],
)
def test_several_indicators_in_one_message_need_no_separators(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 21亿；2 4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("1 21亿，2 4600，3 8.3亿", [("2-06", "21亿"), ("2-07", "4600"), ("2-08", "8.3亿")]),
        ("1 21亿 2 4600 3 8.3亿", [("2-06", "21亿"), ("2-07", "4600"), ("2-08", "8.3亿")]),
        ("1、21亿\n2、4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("1. 21亿\n2. 4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("1：21亿", [("2-06", "21亿")]),
        ("1)21亿 2)4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("①21亿②4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("第一个21亿", [("2-06", "21亿")]),
        ("2 210", [("2-07", "210")]),
        ("2 没变化", [("2-07", "=")]),
        ("3", [("2-08", "")]),
        ("2 省里还没给", [("2-07", "…")]),
        ("1 21亿 省里有调整 2 4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("1、电子档案3.2万 2、电子印章3000", [("2-03", "3.2万"), ("2-04", "3000")]),
        ("2-03 3.2万", [("2-03", "3.2万")]),
    ],
)
def test_the_numbers_of_the_list_shown_may_be_used(text: str, expected: list[tuple[str, str]]) -> None:
    assert heard(text, listed="2-06 2-07 2-08") == expected


def test_a_list_number_carries_the_period_of_its_line() -> None:
    found = understand("1 21亿", known(), numbered=[(ID["2-06"], MAY)], focus=None, today=TODAY)
    assert [s.period for s in found.items] == [MAY]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("21亿", "21亿"),
        ("21", "21"),
        ("大概21亿吧", "大概21亿"),
        ("没变化", "="),
        ("零", "零"),
        ("没有", "没有"),
        ("+4亿", "+4亿"),
        ("本月4亿", "本月4亿"),
        ("17 21", "17 21"),
        ("2991/3000", "2991/3000"),
    ],
)
def test_a_bare_figure_belongs_to_the_indicator_that_is_asked_for(text: str, figure: str) -> None:
    found = items(text, focus="2-06")
    assert [(s.indicators, "=" if s.unchanged else s.figure, s.period) for s in found] == [
        ((ID["2-06"],), figure, JUNE)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("交易量 4600", [("2-07", "4600")]),
        ("2-07 4600", [("2-07", "4600")]),
        ("21亿，交易量4600", [("2-06", "21亿"), ("2-07", "4600")]),
        ("节省资金21亿", [("2-06", "21亿")]),
    ],
)
def test_a_message_that_names_another_indicator_is_about_that_one(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert heard(text, focus="2-06") == expected


@pytest.mark.parametrize(
    ("text", "period", "figure"),
    [
        ("5月 2-03 3万", MAY, "3万"),
        ("5月份2-03 3万", MAY, "3万"),
        ("2-03 5月 3万", MAY, "3万"),
        ("2-03 5月3万", MAY, "3万"),
        ("电子档案5月3万", MAY, "3万"),
        ("五月电子档案3万", MAY, "3万"),
        ("2-03 1-6月 3.2万", JUNE, "3.2万"),
        ("1-6月 2-03 3.2万", JUNE, "3.2万"),
        ("1—6月电子档案3.2万", JUNE, "3.2万"),
        ("上半年电子档案3.2万", JUNE, "3.2万"),
        ("二季度 2-03 3.2万", JUNE, "3.2万"),
        ("上月 2-03 3.2万", JUNE, "3.2万"),
        ("截至6月底，电子档案3.2万", JUNE, "3.2万"),
        ("截至6月30日，电子档案3.2万", JUNE, "3.2万"),
        ("23年6月 2-03 3.2万", JUNE, "3.2万"),
        ("8月 2-03 3万", Period(2023, 8), "3万"),
        ("2022年12月 2-03 3万", Period(2022, 12), "3万"),
        ("2-03 3.2万", None, "3.2万"),
    ],
)
def test_another_period_may_be_named(text: str, period: Period | None, figure: str) -> None:
    assert [(s.indicators, s.period, s.figure) for s in items(text)] == [((ID["2-03"],), period, figure)]


def test_a_period_in_front_goes_for_all_that_follow() -> None:
    assert [(s.indicators, s.period) for s in items("5月 2-03 3万 2-04 2000；2-05 2100")] == [
        ((ID[code],), MAY) for code in ("2-03", "2-04", "2-05")
    ]


def test_a_quarterly_indicators_period_is_the_quarter() -> None:
    assert [s.period for s in items("二季度审计报告90个")] == [Period(2023, 6, 3)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2-03 3.2万 档案系统月底才上线", "档案系统月底才上线"),
        ("2-03 3.2万，档案系统7月才上线", "档案系统7月才上线"),
        ("2-03 3.2万\n档案系统月底才上线", "档案系统月底才上线"),
        ("2-03 3.2万 其中印章1200", "其中印章1200"),
        ("2-03 上月2.9万，这月3.2万", "上月2.9万"),
        ("2-03 3.2万，比上月多3000", "比上月多3000"),
        ("2-03 3.2万 省里还没给数", "省里还没给数"),
        ("2-03 3.2万", ""),
    ],
)
def test_what_else_is_said_is_a_note(text: str, note: str) -> None:
    assert [(s.indicators, s.figure, s.note) for s in items(text)] == [((ID["2-03"],), "3.2万", note)]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2-03 省里还没给，大概10号", date(2023, 7, 10)),
        ("2-03 待上级数据", "unknown"),
        ("电子档案省里还没给，大概10号", date(2023, 7, 10)),
        ("电子档案数据还没出来，7月12日才有", date(2023, 7, 12)),
        ("电子档案等省里下发，1号", date(2023, 8, 1)),
        ("电子档案上级还没反馈，下周三", date(2023, 7, 12)),
        ("2-03 等省局数据 明天", date(2023, 7, 4)),
    ],
)
def test_data_that_are_still_to_come_are_set_aside(text: str, until: date | str) -> None:
    assert [(s.indicators, s.deferred, s.figure) for s in items(text)] == [((ID["2-03"],), until, "")]


def test_data_still_to_come_for_what_is_asked_about_need_no_name() -> None:
    assert [(s.indicators, s.deferred) for s in items("省里还没给，大概10号", focus="2-06")] == [
        ((ID["2-06"],), date(2023, 7, 10))
    ]


@pytest.mark.parametrize(
    ("text", "mine", "codes"),
    [
        ("21亿", "2-06", "2-06"),
        ("21", "2-06", "2-06"),
        ("21亿", "1-03 2-06 2-07 2-10", "2-06"),
        ("46%", "1-03 2-06 2-07 3-03", "3-03"),
        ("8.3亿元", "2-06 2-07 2-08", "2-08 2-06"),
    ],
)
def test_a_bare_figure_goes_to_what_its_unit_admits(text: str, mine: str, codes: str) -> None:
    assert heard(text, mine=mine) == [(codes, text)]


def test_only_open_indicators_are_candidates_for_a_bare_figure() -> None:
    found = understand("21亿", known("2-06 2-08", closed="2-06"), numbered=(), focus=None, today=TODAY)
    assert [s.indicators for s in found.items] == [(ID["2-08"],)]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("2-03", "2-03"),
        ("交易额", "2-08 2-09"),
        ("电子", "2-03 2-04 2-05"),
        ("电子印章", "2-04"),
        ("审计报告", "2-13"),
        ("踏勘", "3-04"),
        ("kcbf", ""),
        ("月平均日活跃度", "1-03"),
        ("网办率", "1-02 2-01"),
        ("好评", "4-01"),
        ("食堂", ""),
        ("9-99", ""),
        ("", ""),
        ("😀", ""),
        ("率", ""),
    ],
)
def test_names_match_by_code_fragment_and_sound(words: str, codes: str) -> None:
    assert " ".join(CODE[i] for i in match_indicator(words, known())) == codes


def test_ones_own_open_indicators_come_first() -> None:
    assert match_indicator("交易额", known("2-09")) == (ID["2-09"],)
    assert match_indicator("电子", known("2-03 2-04", closed="2-03")) == (ID["2-04"],)


@pytest.mark.parametrize(
    ("text", "named", "figure"),
    [("9-09 3000", "9-09", "3000"), ("食堂满意度 98%", "食堂满意度", "98%"), ("今天吃了3个", "吃", "3个")],
)
def test_a_name_that_fits_nothing_is_given_back(text: str, named: str, figure: str) -> None:
    assert [(s.indicators, s.named, s.figure) for s in items(text)] == [((), named, figure)]


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("对", "yes"),
        ("嗯嗯", "yes"),
        ("可以。", "yes"),
        ("OK", "yes"),
        ("不对", "no"),
        ("错了", "no"),
        ("算了吧", "no"),
        ("收到", "thanks"),
        ("收到，谢谢！", "thanks"),
        ("好的", "thanks"),
        ("好的👌", "thanks"),
        ("都和上月一样", "unchanged-all"),
        ("没变化", "unchanged-all"),
    ],
)
def test_short_answers_are_no_reports(text: str, talk: str) -> None:
    found = understand(text, known(), numbered=(), focus=None, today=TODAY)
    assert (found.talk, found.items) == (talk, ())


@pytest.mark.parametrize(("text", "yes"), [("对", True), ("好的", True), ("谢谢", False), ("不对", False)])
def test_okay_will_do_as_a_yes(text: str, yes: bool) -> None:
    assert understand(text, known(), numbered=(), focus=None, today=TODAY).agrees is yes


@pytest.mark.parametrize("text", ["😀😀", "asdf", "", "   ", "？", "怎么报数", "啊" * 5000, "1" * 5000])
def test_what_says_nothing_is_left_over(text: str) -> None:
    found = understand(text, known(), numbered=(), focus=None, today=TODAY)
    assert (found.items, found.talk, found.leftover) == ((), None, text.strip())


@pytest.mark.parametrize("text", ["更正 2-03 3.1万", "刚才报错了，电子档案是3.1万", "电子档案改成3.1万"])
def test_a_correction_says_so(text: str) -> None:
    found = understand(text, known(), numbered=(), focus=None, today=TODAY)
    assert ([(s.indicators, s.figure) for s in found.items], found.correcting) == (
        [((ID["2-03"],), "3.1万")],
        True,
    )


def test_a_code_and_a_name_that_contradict_each_other_are_both_offered() -> None:
    assert heard("2-03 电子印章 3000") == [("2-03 2-04", "3000")]


def test_everything_else_may_be_unchanged() -> None:
    found = understand("电子档案3.2万，其他都没变化", known(), today=TODAY)
    assert ([(s.indicators, s.figure) for s in found.items], found.rest_unchanged) == (
        [((ID["2-03"],), "3.2万")],
        True,
    )


PIECES = (
    "2-03 |2-0|1 |电子档案|印章|交易额|3.2万|三万二|21亿|没变化|省里还没给|10号|1-6月|5月|，|；|\n| |+|本月|"
    "率|7+1|(|/|😀|dzda"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=12), st.booleans())
def test_understanding_never_raises(pieces: list[str], asking: bool) -> None:
    focus = (ID["2-06"], JUNE) if asking else None
    found = understand("".join(pieces), known(), numbered=[(ID["2-06"], JUNE)], focus=focus, today=TODAY)
    assert {i for s in found.items for i in s.indicators} <= set(CODE)


@given(st.text(max_size=60))
def test_any_text_is_understood_or_left_over(text: str) -> None:
    found = understand(text, known(), today=TODAY)
    assert bool(found.items) + bool(found.talk) + bool(found.leftover) <= 1 + found.correcting


@pytest.mark.parametrize(
    "piece", ["1", "啊", "2-03 ", "档案3万", "1 ", "一", "1,", "(1/", "6月", "省里没", "分子1"]
)
def test_a_long_message_is_understood_at_once(piece: str) -> None:
    started = time.perf_counter()
    understand((piece * 2000)[:2000], known(), numbered=[(1, JUNE)], today=TODAY)
    assert time.perf_counter() - started < 3


def test_an_indicators_name_alone_asks_for_its_figure() -> None:
    assert heard("电子档案") == [("2-03", "")]
    assert heard("2-03") == [("2-03", "")]


@pytest.mark.parametrize(
    ("text", "own"), [("2-03 +1200", True), ("2-03 本月1200", True), ("2-03 3.2万", False)]
)
def test_the_periods_own_amount_is_marked(text: str, own: bool) -> None:
    assert [s.own for s in items(text)] == [own]
