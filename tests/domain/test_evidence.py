"""Which files are taken in support of a figure, and what they are called."""

import pytest

from bot.domain.errors import DomainError
from bot.domain.evidence import LONGEST_NAME, check_file, kind_of, last_part, office_words
from tests.papers import docx, packed, pdf, picture, xlsx

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("核验表.pdf", "核验表.pdf"),
        ("C:\\局\\内部\\核验表.pdf", "核验表.pdf"),
        ("../../etc/核验表.pdf", "核验表.pdf"),
        (" 核验\x00表\n.pdf ", "核验表.pdf"),
        ("", ""),
    ],
)
def test_of_a_name_only_the_last_part_is_kept(name: str, kept: str) -> None:
    assert last_part(name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    short = last_part("长" * 300 + ".pdf")
    assert len(short) == LONGEST_NAME
    assert short.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.jpg", picture(), "jpg"),
        ("a.JPEG", picture(), "jpg"),
        ("a.png", picture("PNG"), "png"),
        ("a.pdf", pdf(), "pdf"),
        ("a.docx", docx("核验"), "docx"),
        ("a.xlsx", xlsx("核验", 3), "xlsx"),
    ],
)
def test_what_is_taken(name: str, content: bytes, kind: str) -> None:
    assert check_file(name, content, MB) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.zip", packed({"a.txt": "x"}), "evidence-type"),
        ("a.docx", packed({"a.txt": "x"}), "evidence-type"),
        ("a.docx", packed({"word/document.xml": "x"}), "evidence-type"),
        ("a.docx", docx("x", **{"word/vbaProject.bin": "macro"}), "evidence-type"),
        ("a.docx", b"PK\x03\x04 torn", "evidence-type"),
        ("a.jpg", picture("GIF"), "evidence-type"),
        ("a.exe", b"MZ\x90\x00", "evidence-type"),
        ("a.pdf", b"MZ\x90\x00", "evidence-type"),
        ("a.svg", b"<svg/>", "evidence-type"),
        ("a.pdf", b"", "evidence-type"),
        ("a.html", pdf(), "evidence-type"),
        ("pdf", picture(), "evidence-other-content"),
        ("a.pdf", picture(), "evidence-other-content"),
        ("a.xlsx", docx("x"), "evidence-other-content"),
        ("a.pdf", pdf("x" * MB), "evidence-too-large"),
    ],
)
def test_what_is_not(name: str, content: bytes, code: str) -> None:
    with pytest.raises(DomainError) as raised:
        check_file(name, content, MB)
    assert raised.value.code == code


def test_the_content_decides_whatever_stands_before_it() -> None:
    assert kind_of(b" " + pdf()) is None


def test_words_broken_into_runs_are_read_whole() -> None:
    assert "【秘密】通报" in office_words(docx("第一段", "【秘密】通报"))
    assert "机密★3年" in office_words(xlsx("机密★3年"))


def test_numbers_of_cells_are_no_words() -> None:
    assert "13812345678" not in office_words(xlsx("交易额", 13812345678))


def test_what_cannot_be_read_has_no_words() -> None:
    assert office_words(b"PK\x03\x04 torn") == ""
