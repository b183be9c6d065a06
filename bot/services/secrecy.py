"""What must not be sent at all: secrets and personal data (严禁报送…). Imports domain errors only."""

import re

from bot.domain.errors import DomainError

# 密级 marks as they stand on documents (机密★3年, 【秘密】); the word 保密 in a sentence is not one.
_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆*]|[【\[(（]\s*(?:绝密|机密|秘密)\s*[】\])）]|密级\s*[:：]|绝密|工作秘密"
)
_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d{9}(?![\d.万亿千百元件个次项人户㎡平])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check_words(text: str) -> None:
    """Raises DomainError secret-marks or personal-data (kind: id | mobile) when the words look like such."""
    if _MARK.search(text):
        raise DomainError("secret-marks")
    if any(_is_id(found) for found in _ID.findall(text)):
        raise DomainError("personal-data", kind="id")
    if _MOBILE.search(re.sub(r"(?<=\d)[ -](?=\d{4})", "", text)):
        raise DomainError("personal-data", kind="mobile")


def _is_id(number: str) -> bool:
    """The check digit of GB 11643-1999."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[17].upper()


STOPPED = ("secret-marks", "personal-data")
"""Errors after which what was sent is not kept either."""
