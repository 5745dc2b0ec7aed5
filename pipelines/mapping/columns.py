"""One column of a mapping: where its text comes from and what is done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.convert import FAILURES_SCHEMA
from pipelines.convert.clean import NOTHING
from pipelines.table_names import exactly

HOME = "Asia/Shanghai"
WRITTEN = "%Y-%m-%d %H:%M:%S"
# A format that says nothing of the hour is one of dates.
HOURS = ("%H", "%I", "%k", "%l", "%T", "%R", "%c", "%s", "%X")
OFFSETS = ("%z", "%:z", "%#z")


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where the text of one contract column comes from, and what is done to it.

    Attributes:
        column: column of the contract.
        sources: delivered headers whose text is joined; one for a plain copy, none for a
            constant, a part of the file's name or a line number.
        constant: the same text for every row.
        separator: between joined texts.
        from_file: pattern whose first group is taken from the file's name.
        line: text before the line number, which makes a key where the export has none.
        pattern: pattern whose first group is taken from the text.
        formats: the formats of a date or time, as for ``strptime``; the first that fits is used.
        time: the time of day of what is written without one.
        values: delivered text → text of the contract; compared without regard to case. The
            empty text stands for an empty cell.
        otherwise: text where ``pattern`` does not match or ``values`` does not list it.
    """

    column: str
    sources: tuple[str, ...] = ()
    constant: str | None = None
    separator: str = ""
    from_file: str | None = None
    line: str | None = None
    pattern: str | None = None
    formats: tuple[str, ...] = ()
    time: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None

    @property
    def origin(self) -> str:
        """Where the text comes from, in one line."""
        if self.constant is not None:
            return repr(self.constant)
        if self.from_file is not None:
            return f"file name ~ {self.from_file}"
        if self.line is not None:
            return f"{self.line!r} + line"
        return " + ".join(self.sources)

    @property
    def shown(self) -> str:
        """What the sender calls it: the delivered headers, else the contract's own name."""
        return " + ".join(self.sources) or self.column

    def renamed(self, headers: Mapping[str, str]) -> "MappedColumn":
        """Read from delivered headers as this file writes them."""
        return replace(self, sources=tuple(headers[name] for name in self.sources))

    def text(self) -> pl.Expr:
        """Write where the text comes from; null where the delivered cells are empty."""
        if self.constant is not None:
            return pl.lit(self.constant, pl.String)
        if self.line is not None:
            return pl.format(f"{_literal(self.line)}{{}}", "source_line")
        cells = [exactly(name) for name in self.sources]
        joined = pl.concat_str(cells, separator=self.separator, ignore_nulls=True)
        is_given = pl.any_horizontal(cell.is_not_null() for cell in cells)
        return pl.when(is_given).then(joined.str.strip_chars())

    def mapped(self) -> pl.Expr:
        """Write the text of the contract; null where the mapping cannot say it."""
        text = self._matched()
        if self.formats:
            text = pl.coalesce(self._in_form(text, form) for form in self.formats)
        if self.values:
            word = _word(text)
            otherwise = pl.lit(self.otherwise, pl.String)
            meant = {said: text or None for said, text in self.values.items()}
            meant.setdefault("", None)
            text = word.replace_strict(meant, default=otherwise, return_dtype=pl.String)
        return text.alias(self.column)

    def _matched(self) -> pl.Expr:
        text = self.text()
        if self.pattern is None:
            return text
        found = text.str.extract(self.pattern, 1)
        otherwise = pl.lit(None if self.values else self.otherwise, pl.String)
        return pl.when(text.is_not_null()).then(pl.coalesce(found, otherwise))

    def _in_form(self, text: pl.Expr, form: str) -> pl.Expr:
        found = text.str.to_datetime(form, strict=False, time_unit="us", cache=False)
        if any(offset in form for offset in OFFSETS):
            found = found.dt.convert_time_zone(HOME).dt.replace_time_zone(None)
        if any(hour in form for hour in HOURS):
            return found.dt.strftime(WRITTEN)
        day = found.dt.strftime("%Y-%m-%d")
        return day + " " + self.time if self.time else day

    def failures(self, rows: pl.DataFrame, mapped: pl.Series) -> pl.DataFrame:
        """Find the cells that the mapping says nothing about, as in `FAILURES_SCHEMA`.

        Args:
            rows: as delivered.
            mapped: what `mapped` gives for them.
        """
        found = [pl.DataFrame(schema=FAILURES_SCHEMA)]
        rows = rows.filter(mapped.is_null())
        if not rows.height:
            return found[0]
        text = self.text()
        is_given = text.is_not_null() & ~text.is_in(NOTHING)
        if self.pattern is not None and self.otherwise is None:
            is_lost = is_given & self._matched().is_null()
            found.append(self._failing(rows, is_lost, "does_not_match", self.pattern))
            is_given &= ~is_lost
        if self.formats:
            is_lost = is_given & self.mapped().is_null()
            found.append(self._failing(rows, is_lost, "not_in_the_format", ", ".join(self.formats)))
        if self.values and self.otherwise is None:
            word = _word(self._matched())
            is_lost = is_given & ~word.is_in([*self.values, ""])
            found.append(self._failing(rows, is_lost, "not_mapped", None))
        return pl.concat(found)

    def _failing(
        self, rows: pl.DataFrame, is_lost: pl.Expr, reason: str, hint: str | None
    ) -> pl.DataFrame:
        return rows.filter(is_lost).select(
            "source_line",
            pl.lit(self.column).alias("column"),
            pl.lit(reason).alias("reason"),
            self.text().alias("value"),
            pl.lit(hint, pl.String).alias("hint"),
        )


def _word(text: pl.Expr) -> pl.Expr:
    """Write the form in which delivered values are compared."""
    return text.str.to_lowercase().fill_null("")


def _literal(text: str) -> str:
    """Protect braces from being taken for blanks."""
    return text.replace("{", "{{").replace("}", "}}")
