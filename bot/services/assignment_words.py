"""How people call an indicator's measure, direction and rhythm, in chat and in workbooks. The domain only."""

from bot.domain.indicator import Direction, Measure
from bot.domain.period import Rhythm

MEASURES = {
    **dict.fromkeys(("累计", "累积", "累计数", "累计值"), Measure.CUMULATIVE),
    **dict.fromkeys(("比率", "比例", "占比", "率"), Measure.RATE),
    **dict.fromkeys(("均值", "平均", "平均值", "平均数"), Measure.AVERAGE),
    **dict.fromkeys(("保持", "时点", "时点数"), Measure.LEVEL),
    **dict.fromkeys(("年底达到", "年底", "年底达标"), Measure.BY_YEAR_END),
    "定性": Measure.QUALITATIVE,
    **{m.value: m for m in Measure},
}
DIRECTIONS = {
    **dict.fromkeys(
        ("越多越好", "越高越好", "越大越好", "正向", "不低于", "不少于", "≥", ">="), Direction.MORE
    ),
    **dict.fromkeys(
        ("越少越好", "越低越好", "越小越好", "反向", "不超过", "不高于", "≤", "<="), Direction.LESS
    ),
    **dict.fromkeys(("等于", "等于目标", "="), Direction.EXACT),
    **{d.value: d for d in Direction},
}
RHYTHMS = {
    **dict.fromkeys(("月", "按月", "每月", "月度", "月报"), Rhythm.MONTHLY),
    **dict.fromkeys(("季", "按季", "每季", "季度", "按季度", "每季度", "季报"), Rhythm.QUARTERLY),
    **dict.fromkeys(("半年", "按半年", "每半年", "半年度"), Rhythm.HALF_YEARLY),
    **dict.fromkeys(("年", "按年", "每年", "年度", "年报"), Rhythm.YEARLY),
    **{r.value: r for r in Rhythm},
}
BY_APPLICATION = {"依申请": True, "不依申请": False, "非依申请": False, "by-application": True}
YES_OR_NO = {
    **BY_APPLICATION,
    **dict.fromkeys(("是", "有", "对", "√", "y", "yes", "true"), True),
    **dict.fromkeys(("否", "无", "不是", "×", "x", "n", "no", "false"), False),
}
