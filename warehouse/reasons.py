"""Why a row or a file was not taken: each reason once, with its remedy, in both languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

# What sentences about rows call the one thing they show.
ROW_BLANKS = ("hint", "allowed", "found", "other", "most")
REASONS_FILE = Path(__file__).with_name("reasons.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which a delivery can fail to be taken.

    Attributes:
        code: key in ``reasons.toml``; rows and manifests carry it.
        what: language → what is wrong, a clause without its final stop.
        remedy: language → what to do about it.
        hint: language → what may be wrong with a file most of whose records fail for this; empty
            where there is nothing to add.
    """

    code: str
    what: Mapping[str, str]
    remedy: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: str, details: Mapping[str, Any]) -> str:
        """Fill the clause and the remedy with ``details`` and join them."""
        what, remedy = self.parts(language, details)
        return f"{what}。{remedy}" if language == "zh" else f"{what}. {remedy}"

    def parts(self, language: str, details: Mapping[str, Any]) -> tuple[str, str]:
        """Fill the clause and the remedy with ``details``."""
        blank = _Blanks(details)
        what, remedy = self.what[language], self.remedy[language]
        return what.format_map(blank), remedy.format_map(blank)


class _Blanks(dict[str, Any]):
    """Show a detail that was not given as an ellipsis: an old record must stay readable."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def reasons() -> dict[str, Reason]:
    """Read every reason, by code."""
    body = tomllib.loads(REASONS_FILE.read_text(encoding="utf-8"))
    return {
        code: Reason(
            code,
            what={"zh": one["zh"], "en": one["en"]},
            remedy={"zh": one["remedy_zh"], "en": one["remedy_en"]},
            hint={"zh": one["hint_zh"], "en": one["hint_en"]} if "hint_zh" in one else {},
        )
        for code, one in body.items()
    }


def say_row(
    code: str,
    *,
    language: str,
    line: int,
    cell: tuple[str | None, str | None] = (None, None),
    hint: str | None = None,
) -> str:
    """Say in one sentence what is wrong with a record, where, and what to do.

    Args:
        code: the reason.
        language: ``zh`` or ``en``.
        line: physical line or sheet row.
        cell: the column's header and its text, where the reason is about one cell.
        hint: what the reason shows beside the value.
    """
    column, value = cell
    sentence = reasons()[code].say(language, _details(hint))
    if language == "zh":
        where = f"「{column}」" if column else ""
        shown = f" = “{value}”" if column and value is not None else ""
        return f"第 {line} 行{where}{shown}：{sentence}"
    where = f", {column}" if column else ""
    shown = f' = "{value}"' if column and value is not None else ""
    return f"line {line}{where}{shown}: {sentence}"


def say_reason(code: str, *, language: str, hint: str | None = None) -> tuple[str, str]:
    """Say what is wrong with a record, and what to do about it."""
    return reasons()[code].parts(language, _details(hint))


def _details(hint: str | None) -> dict[str, str]:
    """Offer what was kept of a record's failure to every blank of a row's sentence."""
    return {} if hint is None else dict.fromkeys(ROW_BLANKS, hint)
