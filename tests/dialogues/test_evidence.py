"""Files in support of figures: sent as an answer or with a caption, asked about, limited, free of secrets."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.chat import Attachment, File, RawEvent, Source
from bot.services.queues import QueuedUnitOfWork
from storage import schema
from tests.dialogues.stored import audited, kept, words_received
from tests.office import Heard, Office
from tests.papers import docx, pdf, picture, xlsx

PDF = pdf("六月")


async def answers_with(
    office: Office, who: str, to: str, name: str = "核验表.pdf", content: bytes = PDF, caption: str = ""
) -> Sequence[Heard]:
    """A file as the answer to the message with this native id, as platforms with answers tell it."""
    account = office.accounts[who]
    office.hears(who)
    source = Source("web", account, account)
    file = File(source, name, "application/pdf", len(content), "ref", caption, message="m9", reply_to=to)
    raw = RawEvent(f"answer{to}{name}{caption}", account, {"kind": "answer", "id": "x", "account": account})

    def handle(uow: QueuedUnitOfWork) -> None:
        uow.inbox.store("web", "dabiao", [raw], office.app.clock.now())
        event = uow.inbox.waiting(1)[0]
        blob = uow.messages.keep_file(Attachment(name, "application/pdf", content)).blob or ""
        uow.inbox.keep_blob(event.id, blob)
        office.app.inbox.dispatch(uow, uow.inbox.event(event.id), file)
        uow.inbox.done([event.id], office.app.clock.now())

    await office.app.transactions.run(handle)
    await office.settle()
    return office.hears(who)


async def reports(office: Office, who: str = "小周", said: str = "2-06 21亿") -> Heard:
    """Report a figure; the receipt."""
    await office.says(who, said)
    heard = await office.presses(who, "确认")
    return next(h for h in heard if "已记录" in h.text)


def files(office: Office) -> list[tuple[str, str, str, int]]:
    """(code, period, name, number of the revision) of every file that supports a figure."""
    e, i, r = schema.evidence, schema.indicator, schema.revision
    with office.app.units() as uow:
        query = (
            schema.evidence.join(i, i.c.id == e.c.indicator_id)
            .join(r, r.c.id == e.c.revision_id)
            .select()
            .with_only_columns(i.c.code, e.c.period, e.c.name, r.c.number)
            .order_by(e.c.id)
        )
        return [(c, p.key, n, number) for c, p, n, number in uow.connection.execute(query)]


# ---------------------------------------------------------------- both ways


async def test_the_answer_to_a_receipt_is_attached_to_its_figure(office: Office) -> None:
    receipt = await reports(office)
    [heard] = await answers_with(office, "小周", receipt.key)
    assert heard.text == (
        "✔ 2-06 为企业节省资金流数 6月：佐证“核验表.pdf”已附上。\n查看或移除请发：佐证 2-06"
    )
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]
    [fact] = audited(office, "evidence")
    assert (fact["code"], fact["period"], fact["name"]) == ("2-06", "2023-06", "核验表.pdf")


async def test_the_answer_to_the_confirmed_question_is_too(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await answers_with(office, "小周", asked.key)
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]


async def test_the_answer_to_an_open_question_goes_with_the_figure_once_it_is_confirmed(
    office: Office,
) -> None:
    [asked] = await office.says("小周", "2-06 21亿")
    heard = await answers_with(office, "小周", asked.key)
    assert "附佐证：核验表.pdf" in heard[-1].text
    assert files(office) == []
    await office.presses("小周", "确认", on=heard[-1])
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")


async def test_the_question_for_the_next_figure_is_not_about_the_one_before(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    prompt = (await office.presses("小周", "确认"))[-1]
    assert prompt.text.startswith("2-07")
    [heard] = await answers_with(office, "小周", prompt.key)
    assert "是哪项数据的佐证" in heard.text
    assert files(office) == []


async def test_the_answer_to_a_receipt_of_several_is_asked_about_among_these(office: Office) -> None:
    receipt = await reports(office, said="2-06 21亿\n2-07 4600")
    [heard] = await answers_with(office, "小周", receipt.key)
    assert heard.labels == ["2-06 6月 21亿元", "2-07 6月 4600件", "不用了"]
    assert files(office) == []
    await office.presses("小周", "2-07 6月 4600件", on=heard)
    assert files(office) == [("2-07", "2023-06", "核验表.pdf", 1)]


async def test_the_caption_of_an_answer_says_which_of_several(office: Office) -> None:
    receipt = await reports(office, said="2-06 21亿\n2-07 4600")
    await answers_with(office, "小周", receipt.key, caption="2-07")
    assert files(office) == [("2-07", "2023-06", "核验表.pdf", 1)]


@pytest.mark.parametrize(
    ("caption", "period"),
    [
        ("2-06 佐证", "2023-06"),
        ("2-06佐证材料", "2023-06"),
        ("佐证 2-06", "2023-06"),
        ("2-06 5月 佐证", "2023-05"),
        ("为企业节省资金流数", "2023-06"),
    ],
)
async def test_a_caption_names_the_figure(office: Office, caption: str, period: str) -> None:
    await reports(office)
    [heard] = await office.sends("小周", "核验表.pdf", PDF, caption)
    assert "已附上" in heard.text
    [(code, of, _, _)] = files(office)
    assert (code, of) == ("2-06", period)


async def test_a_caption_that_reports_brings_figure_and_file(office: Office) -> None:
    [asked] = await office.sends("小周", "现场.jpg", picture(), "2-06 21亿 附照片", "image/jpeg")
    assert "21亿元" in asked.text
    assert "附佐证：现场.jpg" in asked.text
    assert files(office) == []
    heard = await office.presses("小周", "确认")
    assert any("附佐证：现场.jpg" in h.text for h in heard)
    assert files(office) == [("2-06", "2023-06", "现场.jpg", 1)]


async def test_a_figure_that_is_changed_before_it_is_confirmed_keeps_its_file(office: Office) -> None:
    await office.sends("小周", "现场.jpg", picture(), "2-06 21亿", "image/jpeg")
    await office.presses("小周", "改数")
    await office.says("小周", "22亿")
    await office.presses("小周", "确认")
    assert office.figures("2-06")[-1][1] == "2200000000"
    assert files(office) == [("2-06", "2023-06", "现场.jpg", 1)]


async def test_a_cancelled_figure_leaves_no_file(office: Office) -> None:
    await office.sends("小周", "现场.jpg", picture(), "2-06 21亿", "image/jpeg")
    await office.presses("小周", "取消")
    assert files(office) == []


async def test_the_same_figure_again_with_a_file_attaches_the_file(office: Office) -> None:
    await reports(office)
    [heard] = await office.sends("小周", "核验表.pdf", PDF, "2-06 21亿")
    assert "已附上" in heard.text
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]


async def test_a_figure_whose_file_is_refused_is_taken_all_the_same(office: Office) -> None:
    asked, refused = await office.sends("小周", "现场.zip", b"PK\x03\x04", "2-06 21亿")
    assert "21亿元" in asked.text
    assert "未附上" in refused.text
    await office.presses("小周", "确认")
    assert office.figures("2-06")[-1][1] == "2100000000"
    assert files(office) == []


async def test_a_file_belongs_to_the_newest_revision(office: Office) -> None:
    await reports(office)
    await office.says("小周", "2-06 22亿")
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")
    await office.sends("小周", "核验表.pdf", PDF, "2-06 佐证")
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 2)]


async def test_the_same_file_twice_is_one(office: Office) -> None:
    receipt = await reports(office)
    await answers_with(office, "小周", receipt.key)
    [heard] = await office.sends("小周", "另一名.pdf", PDF, "2-06 佐证")
    assert "没有改动" in heard.text
    assert len(files(office)) == 1


# ---------------------------------------------------------------- when it is unclear


async def test_without_caption_or_answer_the_latest_figures_are_asked_about(office: Office) -> None:
    await reports(office)
    before = kept(office)
    [heard] = await office.sends("小周", "核验表.pdf", PDF)
    assert heard.text.startswith("“核验表.pdf”是哪项数据的佐证？")
    assert heard.labels[0] == "2-06 6月 21亿元"
    assert len(heard.labels) == 6
    assert heard.labels[-1] == "不用了"
    assert kept(office) == before
    await office.presses("小周", "2-06 6月 21亿元", on=heard)
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]
    [again] = await office.presses("小周", "2-06 6月 21亿元", on=heard)
    assert "没有改动" in again.text


@pytest.mark.parametrize("typed", [False, True])
async def test_not_at_all_attaches_nothing(office: Office, typed: bool) -> None:
    await reports(office)
    before = kept(office)
    await office.sends("小周", "核验表.pdf", PDF)
    heard = await (office.says("小周", "不用了") if typed else office.presses("小周", "不用了"))
    assert heard[-1].text == "好的，该文件未作佐证。"
    assert kept(office) == before


async def test_a_caption_that_says_nothing_of_a_figure_is_asked_about(office: Office) -> None:
    await reports(office)
    [heard] = await office.sends("小周", "现场.jpg", picture(), "现场照片", "image/jpeg")
    assert "不用了" in heard.labels
    assert files(office) == []


async def test_a_question_beside_a_photo_is_answered(office: Office) -> None:
    [heard] = await office.sends("小周", "现场.jpg", picture(), "2-06口径是什么", "image/jpeg")
    assert heard.text.startswith("2-06 为企业节省资金流数")
    assert files(office) == []


async def test_without_a_figure_of_the_period_nothing_is_attached(office: Office) -> None:
    [heard] = await office.sends("小周", "核验表.pdf", PDF, "2-06 6月 佐证")
    assert heard.text == (
        "2-06 为企业节省资金流数6月还没有数据，佐证未附上。请先报数，也可随文件附言报数，如：2-06 3.2万。"
    )
    assert files(office) == []


# ---------------------------------------------------------------- who and what


async def test_a_file_for_somebody_elses_indicator_is_refused(office: Office) -> None:
    before = kept(office)
    [heard] = await office.sends("小韩", "核验表.pdf", PDF, "2-06 5月 佐证")
    assert "2-06" in heard.text
    assert kept(office) == before


async def test_an_administrators_table_stays_a_table(office: Office) -> None:
    [heard] = await office.sends("郑主管", "目标表.txt", "一\t二\n".encode())
    assert "佐证" not in heard.text
    await reports(office)
    await office.sends("郑主管", "核验表.xlsx", xlsx("核验"), "2-06 佐证")
    assert files(office) == [("2-06", "2023-06", "核验表.xlsx", 1)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("包.zip", b"PK\x03\x04", "只收图片（jpg、png）、pdf、docx、xlsx"),
        ("核验表.pdf", b"MZ\x90\x00", "只收图片（jpg、png）、pdf、docx、xlsx"),
        ("核验表.pdf", picture(), "内容其实是jpg文件"),
    ],
)
async def test_what_is_no_such_file_is_refused(office: Office, name: str, content: bytes, said: str) -> None:
    await reports(office)
    before = kept(office)
    [heard] = await office.sends("小周", name, content, "2-06 佐证")
    assert said in heard.text
    assert "未附上" in heard.text
    assert kept(office) == before


async def test_the_departments_limit_and_the_installations_both_apply(office: Office) -> None:
    await reports(office)
    await office.says("郑主管", "设置 佐证上限 1")
    before = kept(office)
    [heard] = await office.sends("小周", "大.pdf", pdf("x" * 1024 * 1024), "2-06 佐证")
    assert "超过1MB" in heard.text
    await office.says("郑主管", "设置 佐证上限 20")
    [heard] = await office.sends("小周", "大.pdf", pdf("x" * 11 * 1024 * 1024), "2-06 佐证")
    assert "超过10MB" in heard.text
    assert kept(office)["evidence"] == before["evidence"] == []


@pytest.mark.parametrize(
    ("name", "content", "caption"),
    [
        ("机密★3年.pdf", PDF, "2-06 佐证"),
        ("核验表.pdf", PDF, "2-06 佐证 【秘密】"),
        ("核验表.docx", docx("第一段", "机密★3年 通报"), "2-06 佐证"),
        ("核验表.xlsx", xlsx("联系人13812345678"), "2-06 佐证"),
        ("核验表.docx", docx("机密★3年 通报"), "2-06 22亿"),
    ],
)
async def test_secrets_are_stopped_and_not_kept(
    office: Office, name: str, content: bytes, caption: str
) -> None:
    await reports(office)
    before = kept(office)
    heard = await office.sends("小周", name, content, caption)
    assert "已拦截，未保存" in heard[-1].text
    assert kept(office) == before
    assert blobs(office) == 0
    assert "机密★3年" not in words_received(office)


def blobs(office: Office) -> int:
    with office.app.units() as uow:
        return len(uow.connection.execute(schema.blob.select()).all())


async def test_of_a_name_with_folders_the_last_part_is_kept(office: Office) -> None:
    receipt = await reports(office)
    await answers_with(office, "小周", receipt.key, name="C:\\内部\\核验表.pdf")
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]


# ---------------------------------------------------------------- public platforms


def make_public(office: Office) -> None:
    office.app.inbox.dispatch = replace(office.app.inbox.dispatch, public=frozenset({"web"}))  # type: ignore[type-var]


async def test_on_a_public_platform_a_file_is_refused_and_not_kept(office: Office) -> None:
    receipt = await reports(office)
    make_public(office)
    for heard in (
        await office.sends("小周", "核验表.pdf", PDF, "2-06 佐证"),
        await office.sends("小周", "核验表.pdf", PDF),
        await answers_with(office, "小周", receipt.key),
    ):
        assert heard[-1].text == (
            "“核验表.pdf”看作佐证；本平台为公共平台，不收佐证，文件未保存。"
            "请在内网网页聊天中提交，或交管理员郑主管。报数请直接发文字，如：2-03 3.2万。"
        )
        assert blobs(office) == 0
    assert files(office) == []


async def test_a_figure_beside_a_file_on_a_public_platform_is_taken(office: Office) -> None:
    make_public(office)
    asked, refused = await office.sends("小周", "现场.jpg", picture(), "2-06 21亿", "image/jpeg")
    assert "附佐证" not in asked.text
    assert "不收佐证" in refused.text
    assert blobs(office) == 0
    await office.presses("小周", "确认", on=asked)
    assert office.figures("2-06")[-1][1] == "2100000000"


async def test_a_department_may_take_files_there(office: Office) -> None:
    receipt = await reports(office)
    make_public(office)
    await office.says("郑主管", "设置 公共平台收佐证 开")
    await answers_with(office, "小周", receipt.key)
    assert files(office) == [("2-06", "2023-06", "核验表.pdf", 1)]
