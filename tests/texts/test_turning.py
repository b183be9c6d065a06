"""Anything longer than a phone comes in pages that lose nothing."""

import pytest

from bot.chat import Attachment, Block, Button, Heading, Message, Table, message_from_json, plain_text, say
from bot.texts.catalogue import translator
from bot.texts.fitting import LONGEST, lines_of
from bot.texts.turning import TURN, folded

T = translator("zh_CN")
CONFIRM = Button("确认", "draft.confirm", {"answer": "yes"})


def turns(message: Message) -> dict[str, Button]:
    return {b.label: b for row in message.buttons for b in row if b.verb == TURN}


def all_pages(message: Message) -> list[Message]:
    """As somebody sees them who presses 下一页 to the end."""
    shown = [folded(T, message)]
    while button := turns(shown[-1]).get("下一页"):
        shown.append(folded(T, message_from_json(button.args["message"]), button.args["page"]))
    return shown


@pytest.mark.parametrize(
    "blocks",
    [
        ("\n".join(f"第{n}行" for n in range(1, 31)),),
        (Heading("待报情况"), "\n".join(f"{n} 指标\n  目标{n}件" for n in range(1, 20)), "可直接回复"),
        (Heading("分配"), "事实", "\n".join(f"? {'问' * 40}{n}" for n in range(9))),
        ("长" * 900,),
        (Heading("表"), Table(("代码", "数"), tuple((f"2-{n:02d}", str(n)) for n in range(40)))),
    ],
)
def test_every_page_fits_and_together_they_say_everything(blocks: tuple[Block | str, ...]) -> None:
    message = say(*blocks, buttons=[[CONFIRM]])
    pages = all_pages(message)
    assert len(pages) > 1
    assert [lines_of(plain_text(p)) for p in pages if lines_of(plain_text(p)) > LONGEST] == []
    head = plain_text(say(blocks[0])) + "\n" if isinstance(blocks[0], Heading) else ""
    said = head + "\n".join(plain_text(p).removeprefix(head) for p in pages)
    header = "代码 数\n"  # a table's header stands above each of its parts
    whole = plain_text(message).replace(header, "")
    assert said.replace(header, "").replace("\n", "") == whole.replace("\n", "")
    assert [p.buttons[-1] for p in pages] == [(CONFIRM,)] * len(pages)


def test_pages_turn_back_too() -> None:
    pages = all_pages(say("\n".join("行" for _ in range(30))))
    assert [list(turns(p)) for p in pages] == [["下一页"], ["上一页", "下一页"], ["上一页"]]


def test_what_is_indented_stays_with_what_it_belongs_to() -> None:
    pages = all_pages(say(Heading("头"), "\n".join(f"{n} 指标\n  目标" for n in range(9))))
    assert plain_text(pages[1]).splitlines()[1][0] in "0123456789"


def test_a_sections_head_is_not_left_behind() -> None:
    pages = all_pages(say(Heading("头"), "\n".join("行" for _ in range(10)), "■ 待审1项\n2-06（6月）"))
    assert plain_text(pages[1]).splitlines() == ["头", "■ 待审1项", "2-06（6月）"]


@pytest.mark.parametrize(
    "message",
    [
        say("\n".join("行" for _ in range(LONGEST))),
        say("\n".join("行" for _ in range(30)), whole=True),
        say("\n".join("行" for _ in range(30)), chosen="确认"),
        say("\n".join("行" for _ in range(30)), document=Attachment("表.xlsx", "", b"x")),
        say(buttons=[[CONFIRM]]),
    ],
)
def test_what_fits_is_whole_settled_or_beside_a_file_stays_as_it_is(message: Message) -> None:
    assert folded(T, message) == message
