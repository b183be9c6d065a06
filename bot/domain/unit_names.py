"""The English names of units, as they are written and as they are read. Standard library only.

A unit that is not here is written as the table has it.
"""

from collections.abc import Mapping

ENGLISH: Mapping[str, tuple[str, str]] = {  # unit: (one, several)
    "元": ("yuan", "yuan"),
    "美元": ("US dollar", "US dollars"),
    "百分点": ("percentage point", "percentage points"),
    "平方米": ("m²", "m²"),
    "平方公里": ("km²", "km²"),
    "公顷": ("hectare", "hectares"),
    "亩": ("mu", "mu"),
    "米": ("metre", "metres"),
    "公里": ("km", "km"),
    "厘米": ("cm", "cm"),
    "毫米": ("mm", "mm"),
    "吨": ("tonne", "tonnes"),
    "公斤": ("kg", "kg"),
    "克": ("gram", "grams"),
    "吨标准煤": ("tonne of coal equivalent", "tonnes of coal equivalent"),
    "立方米": ("m³", "m³"),
    "升": ("litre", "litres"),
    "千瓦时": ("kWh", "kWh"),
    "千瓦": ("kW", "kW"),
    "兆瓦": ("MW", "MW"),
    "千伏": ("kV", "kV"),
    "秒": ("second", "seconds"),
    "分钟": ("minute", "minutes"),
    "小时": ("hour", "hours"),
    "天": ("day", "days"),
    "工作日": ("working day", "working days"),
    "周": ("week", "weeks"),
    "个月": ("month", "months"),
    "年": ("year", "years"),
    "分": ("point", "points"),
    "倍": ("fold", "fold"),
    "分贝": ("dB", "dB"),
    "个": ("item", "items"),
    "项": ("item", "items"),
    "件": ("item", "items"),
    "次": ("time", "times"),
    "份": ("copy", "copies"),
    "家": ("firm", "firms"),
    "户": ("household", "households"),
    "人": ("person", "people"),
    "人数": ("person", "people"),
    "名": ("person", "people"),
    "位": ("person", "people"),
    "户数": ("household", "households"),
    "人次": ("visit", "visits"),
    "条": ("entry", "entries"),
    "宗": ("case", "cases"),
    "起": ("case", "cases"),
    "例": ("case", "cases"),
    "场": ("event", "events"),
    "场次": ("event", "events"),
    "批": ("batch", "batches"),
    "批次": ("batch", "batches"),
    "笔": ("transaction", "transactions"),
    "期": ("issue", "issues"),
    "处": ("site", "sites"),
    "辆": ("vehicle", "vehicles"),
    "套": ("set", "sets"),
    "张": ("sheet", "sheets"),
    "篇": ("article", "articles"),
    "部": ("piece", "pieces"),
    "类": ("kind", "kinds"),
    "种": ("kind", "kinds"),
    "站": ("station", "stations"),
    "村": ("village", "villages"),
    "镇": ("town", "towns"),
    "社区": ("community", "communities"),
    "企业": ("firm", "firms"),
    "课时": ("lesson", "lessons"),
}
CLOSE = frozenset(("%", "‰", "℃"))
"""Written at once behind the number."""
_ALSO = {
    "元": "cny rmb",
    "%": "percent",
    "百分点": "pp",
    "平方米": "sqm squaremetre squaremetres squaremeter squaremeters",
    "平方公里": "sqkm squarekilometre squarekilometres squarekilometer squarekilometers",
    "立方米": "cubicmetre cubicmetres cubicmeter cubicmeters",
    "公里": "kilometre kilometres kilometer kilometers",
    "米": "meter meters",
    "升": "liter liters",
    "吨": "ton tons",
    "分钟": "mins",
    "美元": "dollar dollars",
    "工作日": "workday workdays businessday businessdays",
    "件": "pieces cases",
    "个": "unit units",
    "家": "company companies enterprise enterprises",
    "本": "book books",
}


def english(unit: str, *, one: bool = False) -> str:
    """The unit's name in English: 件 -> items, 次/年 -> times/year; as it is where there is none."""
    first, slash, below = unit.partition("/")
    name = ENGLISH[first][0 if one else 1] if first in ENGLISH else first
    return f"{name}{slash}{ENGLISH[below][0] if below in ENGLISH else below}"


def spellings() -> Mapping[str, str]:
    """How the English names are read: lower case, without blanks; the first unit of a name has it."""
    spelt: dict[str, str] = {}
    for unit, names in ENGLISH.items():
        for name in names:
            spelt.setdefault(name.replace(" ", "").lower(), unit)
    return spelt | {other: unit for unit, others in _ALSO.items() for other in others.split()}
