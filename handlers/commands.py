"""All commands, buttons and open questions in one table; help and the native menus are made from it."""

from bot.domain.people import Role
from bot.texts.catalogue import msg
from handlers import (
    after_report,
    board,
    deferring,
    drafts,
    enrol,
    export,
    nudge,
    pending,
    report,
    review,
    status,
    typed,
)
from handlers import help as helping
from handlers import settings as setting
from handlers.command import ADMIN, REPORTERS, Command, Doings, anyone, holding

COMMANDS = (
    Command("report", ("上报", "报数", "填报"), REPORTERS, typed.report, msg("report figures"), "2-03 3.2万"),
    Command(
        "correct",
        ("更正", "改数"),
        REPORTERS,
        typed.correct,
        msg("correct a figure already given"),
        "更正 2-03 3.3万",
    ),
    Command(
        "review",
        ("审核", "待审"),
        holding(Role.LEAD, Role.ADMIN),
        review.review,
        msg("figures waiting for your review"),
        takes_words=False,
    ),
    Command(
        "withdraw",
        ("撤回",),
        REPORTERS,
        review.withdraw,
        msg("take back a figure not yet reviewed"),
        takes_words=False,
    ),
    Command(
        "status",
        ("查", "查询", "进度"),
        anyone,
        status.status,
        msg("one indicator's year so far"),
        "查 2-03",
        asks=True,
    ),
    Command("board", ("台账", "总表"), anyone, board.board, msg("all indicators you may see")),
    Command(
        "history",
        ("往月", "历史"),
        anyone,
        status.history,
        msg("every figure of the year"),
        "往月 2-03",
        asks=True,
    ),
    Command("pending", ("待报", "谁没报", "未报"), anyone, pending.pending, msg("what is still to come in")),
    Command("remind", ("催报",), nudge.REMINDERS, nudge.remind, msg("remind those who have something open")),
    Command("export", ("导出",), anyone, export.export, msg("the ledger as a workbook")),
    Command(
        "settings", ("设置",), ADMIN, setting.settings, msg("the department's settings"), "设置 截止日 8"
    ),
    Command("cancel", ("取消",), anyone, helping.cancel, msg("stop what is being asked"), takes_words=False),
    Command("help", ("帮助", "?"), anyone, helping.help_, msg("what you can do"), takes_words=False),
)

DOINGS = Doings(
    commands=COMMANDS,
    actions={
        **drafts.ACTIONS,
        **after_report.ACTIONS,
        **report.ACTIONS,
        **deferring.ACTIONS,
        **review.ACTIONS,
        **status.ACTIONS,
        **board.ACTIONS,
        **nudge.ACTIONS,
    },
    dialogues={
        **drafts.DIALOGUES,
        **after_report.DIALOGUES,
        **typed.DIALOGUES,
        **deferring.DIALOGUES,
        **review.DIALOGUES,
    },
    reasons=frozenset({"because", "why", "return"}),
    is_report=typed.is_report,
    free_text=typed.free_text,
    files=typed.free_text,
    edited=typed.edited,
    enrol=enrol.enrol,
)
