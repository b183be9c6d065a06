"""Rounds as the pretend office goes through them, for the tests of rounds."""

from tests.office import Heard, Office

SAID = "监控 1-7月 8月15日前 鲁财绩〔2023〕5号"


async def open_round(office: Office, said: str = SAID) -> Heard:
    """The administrator opens it; what is answered."""
    await office.says("郑主管", said)
    return (await office.presses("郑主管", "确认发起"))[-1]


async def fill_all(office: Office, who: str = "小周") -> Heard:
    """All of 交易科's four answers, ready to be handed in; the summary."""
    for line, likely in (
        ("2-06 17.2亿 全年30亿", "有可能"),
        ("2-07 5300 全年9100", "确定能"),
        ("2-08 9亿 全年10亿", "确定能"),
        ("2-09 330亿 全年880亿", "有可能"),
    ):
        heard = (await office.says(who, line))[-1]
        if "选好了" in heard.labels:
            await office.says(who, "经费 资金未到位")
        heard = (await office.says(who, likely))[-1]
    if "提交" not in heard.labels:
        raise AssertionError(heard.text)
    return heard


def entries(office: Office, code: str) -> list[tuple[str, str | None, str | None, str]]:
    """(state, value, expected, next step) of an indicator's entries in the newest round, oldest first."""
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        newest = uow.monitoring.rounds(department.id)[-1]
        indicator = next(i for i in uow.targets.indicators(department.id, newest.year) if i.code == code)
        found = [e for e in uow.monitoring.entries(newest.id) if e.indicator_id == indicator.id]
    return [
        (
            e.state.value,
            None if e.stated.value is None else format(e.stated.value, "f"),
            None if e.stated.expected is None else format(e.stated.expected, "f"),
            e.step.value,
        )
        for e in found
    ]
