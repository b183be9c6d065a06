"""What an error shows as an example is typed back and understood, in both languages."""

import re

import pytest

from bot.texts import errors
from bot.texts.fitting import LONGEST, lines_of
from tests.office import Office

EXAMPLE = {
    "en": re.compile(
        r"(?:e\.g\.|[Ff]or example:|like this:|like:) (.+?)(?=\. [A-Z]|; “|; to end| or |,? or |$)"
    ),
    "zh": re.compile(r"(?:正确示例|正确的如|例如|如)：(.+?)(?=[。；]| 或 |，更正清单|$)"),
}
UNDERSTOOD = ("not-yours", "reopen-not-locked", "erase-active", "round-open-already", "target-same")
"""The example was read; that it is not this person's, or not the time for it, is another matter."""
WRONG = (  # who, in English, in Chinese, what stands before an example that is only a figure
    ("小周", "rubbish", "乱写一气", ""),
    ("小周", "9-99 5", "9-99 5", ""),
    ("小周", "2-06 5%", "2-06 5%", "2-06 "),
    ("小周", "2-06 more than 2 billion", "2-06 20亿以上", "2-06 "),
    ("小周", "2-06 -5", "2-06 -5", "2-06 "),
    ("小周", "2-07 -5", "2-07 -5", "2-07 "),
    ("小周", "2-08 4600", "2-08 4600", "2-08 "),
    ("小周", "2-07 a lot", "2-07 很多", "2-07 "),
    ("小周", "2-07 1e400", "2-07 1e400", "2-07 "),
    ("小周", "template rubbish", "填报表 胡写", ""),
    ("小周", "away rubbish", "请假 胡写", ""),
    ("小周", "away 40 July", "请假 7月40日", ""),
    ("小周", "quiet rubbish", "免打扰 胡写", ""),
    ("小周", "deputy 小周", "B角 小周", ""),
    ("小周", "evidence 2-06 rubbish", "佐证 2-06 胡写", ""),
    ("小周", "x" * 2100, "字" * 2100, ""),
    ("小周", "language French", "语言 法语", ""),
    ("小蒋", "2-01 2991/0", "2-01 2991/0", "2-01 "),
    ("赵局", "status rubbish", "查 胡写", ""),
    ("郑主管", "plan 2-10 rubbish", "计划 2-10 胡写", ""),
    (
        "郑主管",
        "plan 2-10 Q1 300 Q2 150 Q3 260 Q4 340",
        "计划 2-10 一季度300 二季度150 三季度260 四季度340",
        "",
    ),
    ("郑主管", "target 2-09 rubbish", "调整目标 2-09 胡写", "target 2-09 "),
    ("郑主管", "target 2-09 85 items", "调整目标 2-09 85件", "target 2-09 "),
    ("郑主管", "reopen rubbish", "重开 胡写", ""),
    ("郑主管", "reopen 交易科 rubbish", "重开 交易科 胡写", ""),
    ("郑主管", "settings review maybe", "设置 审核 也许", ""),
    ("郑主管", "corrections rubbish", "更正清单 胡写", ""),
    ("郑主管", "bulletin rubbish", "通报 胡写", ""),
    ("郑主管", "form monitoring Jan-Dec", "表格 监控 1-12月", ""),
    ("郑主管", "round rubbish", "监控 胡写", ""),
    ("郑主管", "round Jan-Jun by 15 August", "监控 1-6月 8月15日前", ""),
    ("郑主管", "invite A B C D", "邀请 甲 乙 丙 丁", ""),
    ("郑主管", "erase", "抹去", ""),
    ("郑主管", "assign 2-14 交易科 sometimes soon", "分配 2-14 交易科 有时 随便", ""),
)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the errors that were answered."""
    codes: list[str] = []
    answer = errors.message

    def noted(t, error, helpers):  # type: ignore[no-untyped-def]
        codes.append(error.code)
        return answer(t, error, helpers)

    monkeypatch.setattr(errors, "message", noted)
    return codes


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("who", sorted({w[0] for w in WRONG}))
async def test_every_example_is_understood_when_it_is_typed(
    office: Office, refused: list[str], language: str, who: str
) -> None:
    if language == "en":
        await office.says(who, "/language en")
    tried = 0
    for person, english, chinese, before in WRONG:
        if person != who:
            continue
        await office.says(who, "/cancel")
        refused.clear()
        heard = await office.says(who, english if language == "en" else chinese)
        said = heard[-1].text
        assert refused, said
        assert lines_of(said) <= LONGEST, said
        if language == "en":
            assert not re.search(r"[，。；：（）、]|\d[万亿月]", said.replace("〔", "")), said
        for example in examples(said, language):
            refused.clear()
            whole = example if re.match(r"\d-\d|[a-z/]+ |[一-鿿/]", example) else before + example
            if before.startswith("target") and language == "zh":
                whole = f"调整目标 2-09 {example}"
            answer = (await office.says(who, whole))[-1].text
            assert set(refused) <= set(UNDERSTOOD), (said, whole, answer)
            tried += 1
    assert tried


def examples(said: str, language: str) -> list[str]:
    """What a text shows to be typed, without its full stop."""
    return [found.strip().rstrip(".。") for found in EXAMPLE[language].findall(said.splitlines()[-1])]


def test_examples_are_found_in_what_is_said() -> None:
    assert examples("I could not read it. For example: 1.7 billion yuan. Nothing was changed.", "en") == [
        "1.7 billion yuan"
    ]
    assert examples("读不出数值。正确示例：17亿元。没有改动任何数据。", "zh") == ["17亿元"]
