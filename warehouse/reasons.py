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
    details = {"line": line, "column": column, "value": value}
    details |= dict.fromkeys(("hint", "allowed", "found", "other", "most"), hint)
    sentence = reasons()[code].say(language, {k: v for k, v in details.items() if v is not None})
    if language == "zh":
        where = f"「{column}」" if column else ""
        shown = f" = “{value}”" if column and value is not None else ""
        return f"第 {line} 行{where}{shown}：{sentence}"
    where = f", {column}" if column else ""
    shown = f' = "{value}"' if column and value is not None else ""
    return f"line {line}{where}{shown}: {sentence}"
