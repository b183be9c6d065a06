"""All commands, buttons and open questions in one table; help and the native menus are made from it."""

from dataclasses import replace

from bot.domain.people import Role
from bot.texts.catalogue import msg
from handlers import (
    after_report,
    assign,
    board,
    charts,
    deciding,
    deferring,
    delivery,
    digest,
    drafts,
    enrol,
    export,
    files,
    form_details,
    forms,
    groups,
    handover,
    inquiries,
    invite,
    language,
    nudge,
    pending,
    people,
    report,
    review,
    status,
    table,
    target,
    typed,
)
from handlers import help as helping
from handlers import settings as setting
from handlers.command import ADMIN, LEADS_AND_ABOVE, REPORTERS, Command, Doings, anyone, holding

COMMANDS = (
    Command(
        "report",
        ("上报", "报数", "填报", "代报"),
        REPORTERS,
        typed.report,
        msg("report figures"),
        "2-03 3.2万",
        reports=True,
    ),
    Command(
        "correct",
        ("更正", "改数"),
        REPORTERS,
        typed.correct,
        msg("correct a figure already given"),
        "更正 2-03 3.3万",
        reports=True,
    ),
    Command(
        "review",
        ("审核", "待审"),
        LEADS_AND_ABOVE,
        pending.waiting,
        msg("figures waiting for review"),
        takes_words=False,
    ),
    Command(
        "pass",
        ("全部通过", "都通过", "全通过"),
        holding(Role.LEAD, Role.ADMIN),
        review.pass_all,
        msg("pass everything that waits for your review"),
        takes_words=False,
    ),
    Command(
        "approve",
        ("通过", "审核通过"),
        holding(Role.LEAD, Role.ADMIN),
        deciding.approve,
        msg("pass one figure"),
        "通过 2-06",
        apart=True,
    ),
    Command(
        "return",
        ("退回", "打回", "驳回"),
        holding(Role.LEAD, Role.ADMIN),
        deciding.send_back,
        msg("return a figure with a reason"),
        "退回 2-06 请核对口径",
        apart=True,
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
        ("查", "查询", "进度", "口径"),
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
    Command(
        "chart",
        ("图", "走势图", "走势", "图表"),
        anyone,
        charts.chart,
        msg("the ledger or one indicator's year as a picture"),
        "图 2-03",
        asks=True,
    ),
    Command("pending", ("待报", "谁没报", "未报"), anyone, pending.pending, msg("what is still to come in")),
    Command(
        "remind",
        ("催报", "催一下", "催催", "催"),
        nudge.REMINDERS,
        nudge.remind,
        msg("remind those who have something open"),
    ),
    Command(
        "preview",
        ("提醒预览", "预览提醒"),
        ADMIN,
        delivery.preview,
        msg("who would get the next reminder"),
        takes_words=False,
    ),
    Command(
        "delivery",
        ("发送情况", "送达情况", "送达"),
        ADMIN,
        delivery.delivery,
        msg("what was sent, and what became of it"),
        takes_words=False,
    ),
    Command("export", ("导出",), anyone, export.export, msg("the ledger as a workbook"), "导出 2-03"),
    Command("form", ("表格", "报表"), forms.READERS, forms.forms, msg("the official forms"), "表格 目标表"),
    Command(
        "settings", ("设置",), ADMIN, setting.settings, msg("the department's settings"), "设置 截止日 8"
    ),
    Command(
        "digest", ("简报", "周报"), anyone, digest.digest, msg("the digest as of now"), takes_words=False
    ),
    Command(
        "people", ("名单", "人员名单", "人员", "停用", "重发开通码"), anyone, people.people, msg("who is who")
    ),
    Command("invite", ("邀请",), ADMIN, invite.invite, msg("invite somebody"), "邀请 小王 联络员 交易科"),
    Command(
        "handover",
        ("交接",),
        ADMIN,
        handover.handover,
        msg("hand one person's duties over"),
        "交接 小周 小王",
    ),
    Command(
        "assign", ("分配",), ADMIN, assign.assign, msg("say who answers for an indicator"), "分配 2-14 交易科"
    ),
    Command(
        "assignments",
        ("分工表", "分工"),
        ADMIN,
        assign.workbook,
        msg("the assignments as a workbook"),
        takes_words=False,
    ),
    Command(
        "target",
        ("调整目标", "目标调整", "改目标"),
        ADMIN,
        target.target,
        msg("adjust a target during the year"),
        "调整目标 2-09 850亿元 局发〔2023〕5号",
    ),
    Command("import", ("导入",), ADMIN, table.how, msg("load the target table"), takes_words=False),
    Command("bind", ("绑定",), ADMIN, groups.bind, msg("bind a group to a unit"), "/bind 交易科"),
    Command("unbind", ("解绑",), ADMIN, groups.unbind, msg("undo the binding of a group"), takes_words=False),
    Command("language", ("语言",), anyone, language.language, msg("choose the language")),
    Command("cancel", ("取消",), anyone, helping.cancel, msg("stop what is being asked"), takes_words=False),
    Command(
        "help",
        ("帮助", "?", "怎么用", "怎么报", "怎么报数"),
        anyone,
        helping.help_,
        msg("what you can do"),
        takes_words=False,
    ),
)

GROUPS_ONLY = frozenset({"bind", "unbind"})

DOINGS = Doings(
    commands=COMMANDS,
    actions={
        **drafts.ACTIONS,
        **after_report.ACTIONS,
        **report.ACTIONS,
        **deferring.ACTIONS,
        **review.ACTIONS,
        **digest.ACTIONS,
        **inquiries.ACTIONS,
        **status.ACTIONS,
        **board.ACTIONS,
        **charts.ACTIONS,
        **export.ACTIONS,
        **enrol.ACTIONS,
        **people.ACTIONS,
        **invite.ACTIONS,
        **handover.ACTIONS,
        **assign.ACTIONS,
        **table.ACTIONS,
        **target.ACTIONS,
        **language.ACTIONS,
        **nudge.ACTIONS,
        **forms.ACTIONS,
        **form_details.ACTIONS,
    },
    dialogues={
        **drafts.DIALOGUES,
        **after_report.DIALOGUES,
        **typed.DIALOGUES,
        **deferring.DIALOGUES,
        **review.DIALOGUES,
        **invite.DIALOGUES,
        **assign.DIALOGUES,
        **target.DIALOGUES,
        **digest.DIALOGUES,
        **inquiries.DIALOGUES,
    },
    reasons=frozenset({"because", "why", "return", "inquiry", "preview"}),
    is_report=typed.is_report,
    free_text=typed.free_text,
    files=files.files,
    edited=typed.edited,
    enrol=enrol.enrol,
)


def doings(*, groups: bool) -> Doings:
    """All of it, as an installation with or without groups offers it."""
    return DOINGS if groups else replace(DOINGS, hidden=GROUPS_ONLY)
