"""Why a row or a file was not taken: each reason once, with its remedy, in both languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REASONS_FILE = Path(__file__).with_name("reasons.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which a delivery can fail to be taken.

    Attributes:
        code: key in ``reasons.toml``; rows and manifests carry it.
        what: language → what is wrong, a clause without its final stop.
        remedy: language → what to do about it.
    """

    code: str
    what: Mapping[str, str]
    remedy: Mapping[str, str]

    def say(self, language: str, details: Mapping[str, Any]) -> str:
        """Fill the clause and the remedy with ``details`` and join them."""
        blank = _Blanks(details)
        what = self.what[language].format_map(blank)
        remedy = self.remedy[language].format_map(blank)
        return f"{what}。{remedy}" if language == "zh" else f"{what}. {remedy}"


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
        )
        for code, one in body.items()
    }


def say_row(code: str, *, language: str, line: int, column: str | None, value: str | None) -> str:
    """Say in one sentence what is wrong with a record, where, and what to do."""
    details = {"line": line, "column": column, "value": value}
    sentence = reasons()[code].say(language, details)
    if language == "zh":
        cell = f"「{column}」" if column else ""
        shown = f" = “{value}”" if column and value is not None else ""
        return f"第 {line} 行{cell}{shown}：{sentence}"
    cell = f", {column}" if column else ""
    shown = f' = "{value}"' if column and value is not None else ""
    return f"line {line}{cell}{shown}: {sentence}"
