"""The words that only lead up to a figure or follow it: 我们科报, 完成了; our unit, is now."""

import re

from bot.services.understand_names import plain_words

_FILLER_BEFORE = re.compile(
    "^(?:我们科室?|我科|我们|咱们|报送|报一下|除了|补报|上报|填报|报数|报|更正一?下?|修改|改一?下|这个月|本月|当月|今天|"
    "请|麻烦|那个|只有|都|就|还有|另外|以及|和)+"
)
_FILLER_AFTER = re.compile(
    "(?:完成了|完成|达到|到了|做了|办了|办理|累计|总共|一共|共计|共|只有|才|都|大概|大约|应该|改成|改为|更正为|目前|现在|"
    "已经|已|吧|呢|哦|啊|哈|实现|报|填|的|是|为|有|了|=|:)+$"
)
_ENGLISH_BEFORE = re.compile(
    r"^(?:(?:we|our|unit|please|report|reporting|correct|correction|change|so|the|of|for|is|only|and|also|now"
    r"|in total|total|it|was|should be|should read|to)(?:[ :,]+|$))+"
)
_ENGLISH_AFTER = re.compile(
    r"(?:(?:^|[ :,]+)(?:is|was|are|were|reached|stands at|now|currently|total|in total|totals|so far|at"
    r"|to|of|should be|should read|not|done|changed to|is now|for|in|by))+$"
)


def bare_words(words: str) -> str:
    """What is left of the words, which may be a name; empty when nothing is."""
    words = _FILLER_AFTER.sub("", _FILLER_BEFORE.sub("", words.strip(" ,、。:!?")))
    if words.isascii():
        words = _ENGLISH_AFTER.sub("", _ENGLISH_BEFORE.sub("", words))
    return words if plain_words(words) else ""
