"""Why a record or a file was not taken: said in both languages, with the same blanks."""

import string
import tomllib
from pathlib import Path

import pytest

from warehouse.reasons import REASONS_FILE, reasons, say_reason, say_row

LOCALES = Path(__file__).parents[2] / "warehouse" / "locales"
CODES = list(tomllib.loads(REASONS_FILE.read_text(encoding="utf-8")))


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def keys(table, above=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from keys(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", blanks(value)


@pytest.mark.parametrize("code", CODES)
def test_a_reason_says_the_same_in_both_languages(code):
    one = reasons()[code]
    for words in (one.what, one.remedy, *([one.hint] if one.hint else [])):
        assert set(words) == {"zh", "en"}
        assert all(text.strip() for text in words.values())
        assert blanks(words["zh"]) == blanks(words["en"])
        assert words["zh"] != words["en"]
    assert not one.what["zh"].endswith(("。", "."))
    assert not one.what["en"].endswith(".")


def test_words_of_the_commands_are_there_in_both_languages():
    zh, en = (
        dict(keys(tomllib.loads((LOCALES / f"{name}.toml").read_text(encoding="utf-8"))))
        for name in ("zh", "en")
    )
    assert zh == en


def test_a_row_is_named_with_its_line_its_column_and_its_text():
    cell = ("开始时间", "2020-13-01")
    zh = say_row("not_a_time", language="zh", line=7, cell=cell)
    en = say_row("not_a_time", language="en", line=7, cell=cell)
    assert zh.startswith("第 7 行「开始时间」 = “2020-13-01”：")
    assert en.startswith('line 7, 开始时间 = "2020-13-01": ')


def test_a_detail_that_an_old_record_lacks_is_an_ellipsis():
    code = next(code for code in CODES if blanks(reasons()[code].what["en"]) & {"allowed", "hint"})
    assert "…" in say_reason(code, language="en")[0]
    assert "…" not in say_reason(code, language="en", hint="1–9")[0]
