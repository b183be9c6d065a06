"""What went wrong about leave, deputies and one's own settings and data, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import msg

OFFICE_ERRORS: Mapping[str, str] = {
    "leave-unclear": msg(
        "I could not read “{said}” as days of leave. For example: {example}. Nothing was changed."
    ),
    "leave-day-wrong": msg(
        "“{said}” has a day that does not exist. For example: {example}. Nothing was changed."
    ),
    "leave-past": msg("“{said}” begins or ends in the past. For example: {example}. Nothing was changed."),
    "leave-backwards": msg("“{said}” ends before it begins. For example: {example}. Nothing was changed."),
    "leave-too-far": msg("“{said}” is more than a year ahead. For example: {example}. Nothing was changed."),
    "leave-too-long": msg(
        "“{said}” is longer than a year; duties are handed over then: 交接. For example: {example}. Nothing was changed."
    ),
    "leave-no-post": msg(
        "{name} is neither contact nor lead of a unit, so nothing has to pass to others. {helpers} can say it for somebody: 请假 小周 7月10日到7月14日."
    ),
    "not-away": msg("No leave of {name} is noted; nothing was changed."),
    "deputy-self": msg("{name} cannot be the own deputy. For example: B角 小吴. Nothing was changed."),
    "deputy-elsewhere": msg(
        "“{said}” is not of the same unit, or not active. Possible is: {names}. For example: B角 小吴. Nothing was changed."
    ),
    "deputy-not-enrolled": msg(
        "{name} has not enrolled yet and could not be reached. {helpers} can send a new code: 重发开通码 {name}. Nothing was changed."
    ),
    "quiet-unclear": msg(
        "I could not read “{said}” as quiet hours. For example: {example}; to end them: 免打扰 关. Nothing was changed."
    ),
    "quiet-too-long": msg(
        "“{said}” leaves less than an hour of the office hours ({start}–{end}), in which all is sent. For example: {example}. Nothing was changed."
    ),
    "erase-active": msg("{name} is active. First 停用 {name}, then 抹去 {name}. Nothing was changed."),
    "erase-whom": msg("Whose name is erased? For example: 抹去 小周. Nothing was changed."),
    "deputy-none": msg("{name} has named no deputy; nothing was changed."),
}
