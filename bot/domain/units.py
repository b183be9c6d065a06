"""Units of measure: their spellings, their dimension and, where exact, their size. Standard library only."""

from decimal import Decimal

from bot.domain import unit_names

COUNT = "count"

_COUNTER_WORDS = """
    人次 人天 件次 户次 家次 台次 车次 班次 架次 批次 场次 班列 个 项 件 次 份 家 户 人 名 位 条 宗 起 场
    例 批 笔 期 座 处 所 台 辆 套 张 本 篇 部 类 种 支 只 头 株 棵 单 班 节 门 间 栋 幢 片 块 根 队 站 村
    镇 街道 社区 轮 列 艘 架 口 眼 床 册 幅 枚 把 盏 面 道 趟 届 对 组 款 卷 封 通 方案 企业 课时 学时
    人数 户数
"""
_COUNTERS = frozenset(_COUNTER_WORDS.split())

_MEASURED: dict[
    str, tuple[str, str, str]
] = {  # unit: (dimension, size in the dimension's base or "", spellings)
    "元": ("money", "1", "元人民币 块钱 rmb"),
    "美元": ("dollar", "1", "usd"),
    "%": ("share", "1", ""),
    "‰": ("share", "0.1", ""),
    "百分点": ("points", "1", "个百分点 个点"),
    "平方米": ("area", "1", "㎡ m² m2 平米 平方"),
    "平方公里": ("area", "1000000", "km² km2 ㎢ 平方千米"),
    "公顷": ("area", "10000", "hm² hm2 ha"),
    "亩": ("land", "1", ""),
    "米": ("length", "1", "m 延米"),
    "公里": ("length", "1000", "千米 km"),
    "厘米": ("length", "0.01", "cm"),
    "毫米": ("length", "0.001", "mm"),
    "吨": ("mass", "1000", "t 公吨"),
    "公斤": ("mass", "1", "千克 kg"),
    "克": ("mass", "0.001", "g"),
    "吨标准煤": ("coal", "1", "吨标煤"),
    "立方米": ("volume", "1", "m³ m3 立方 方 ㎥"),
    "升": ("volume", "0.001", "l"),
    "千瓦时": ("energy", "1", "度 kwh"),
    "千瓦": ("power", "1", "kw"),
    "兆瓦": ("power", "1000", "mw"),
    "千伏": ("voltage", "1", "kv"),
    "秒": ("time", "1", "秒钟 s"),
    "分钟": ("time", "60", "min"),
    "小时": ("time", "3600", "个小时 h 钟头 个钟头"),
    "天": ("day", "1", "日 个自然日 自然日"),
    "工作日": ("working day", "1", "个工作日"),
    "周": ("week", "1", "个星期 星期"),
    "个月": ("month", "1", "月"),
    "年": ("year", "1", "周年"),
    "分": ("score", "1", ""),
    "倍": ("times", "1", ""),
    "GB": ("data", "1", "gb g字节"),
    "TB": ("data", "1024", "tb"),
    "℃": ("temperature", "1", "摄氏度"),
    "分贝": ("noise", "1", "db"),
}


def _spellings() -> dict[str, str]:
    spelt = {counter: counter for counter in _COUNTERS} | {"人/次": "人次"}
    for unit, (_, _, others) in _MEASURED.items():
        spelt |= dict.fromkeys([unit.lower(), *others.split()], unit)
    return {**unit_names.spellings(), **spelt}


_SPELLINGS = _spellings()
_LONGEST = max(map(len, _SPELLINGS))


def scan_unit(text: str, start: int = 0) -> tuple[str, int] | None:
    """The unit that starts at `start` of a half-width text, and where it ends; 次/年 is one unit."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        unit = _SPELLINGS.get(text[start : start + length])
        if unit is None or _inside_a_word(text, start + length):
            continue
        end = start + length
        if end < len(text) and text[end] == "/" and (below := scan_unit(text, end + 1)):
            return f"{unit}/{below[0].removeprefix('个')}", below[1]
        return unit, end
    return None


def _inside_a_word(text: str, end: int) -> bool:
    return (
        text[end - 1].isascii()
        and text[end - 1].isalpha()
        and end < len(text)
        and text[end].isascii()
        and (text[end].isalpha())
    )


def dimension(unit: str) -> str:
    """What the unit measures; all counters (个 件 人次 …) are one dimension, an unknown unit is its own."""
    if unit in _COUNTERS:
        return COUNT
    return _MEASURED[unit][0] if unit in _MEASURED else unit


def factor(unit: str, into: str) -> Decimal | None:
    """How many `into` one `unit` is, or None when they measure different things."""
    if unit == into or (dimension(unit) == COUNT == dimension(into)):
        return Decimal(1)
    if unit not in _MEASURED or into not in _MEASURED or dimension(unit) != dimension(into):
        return None
    return Decimal(_MEASURED[unit][1]) / Decimal(_MEASURED[into][1])
