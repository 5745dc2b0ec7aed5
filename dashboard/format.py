"""Numbers and periods as each language writes them; nothing else writes a percent sign."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from babel.dates import format_date

from warehouse.periods import Period, PeriodKind

MINUS = "\u2212"
DASH = "\u2013"
NARROW_SPACE = "\u202f"
NOTHING = "\u2014"
# A second decimal is earned by this many answers or cases.
MANY = 10_000
LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
POINTS = {"zh": "百分点", "en": "pp"}


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How one metric's numbers are written.

    Attributes:
        is_share: whether they are 0–1 and shown as per cent.
        decimals: behind the point, after a share was turned into per cent.
    """

    is_share: bool
    decimals: int

    @classmethod
    def of(cls, unit: str, n: float | Decimal | None = None) -> "NumberFormat":
        """Choose the format of a unit; ``n`` is what the value rests on."""
        if unit == "share":
            return cls(is_share=True, decimals=2 if n and n > MANY else 1)
        whole = unit in {"persons", "households", "count", "days_whole"}
        return cls(is_share=False, decimals=0 if whole else 2 if unit == "per_grid" else 1)

    def plain(self, value: float) -> str:
        """Write a number without its unit: ``94.9``, ``1 234``."""
        return _grouped(value * 100 if self.is_share else value, self.decimals)

    def value(self, value: float | None) -> str:
        """Write a number with its percent sign where it is a share; a dash for none."""
        if value is None:
            return NOTHING
        return f"{self.plain(value)}{'%' if self.is_share else ''}"

    def interval(self, low: float | None, high: float | None) -> str:
        """Write an interval, ``94.3–95.4``; the unit is stated once, by the value."""
        if low is None or high is None:
            return ""
        return f"{self.plain(low)}{DASH}{self.plain(high)}"

    def change(self, difference: float, language: str) -> str:
        """Write a signed difference: ``+2.5 百分点``, ``−1.9 pp``, ``+0.4``."""
        written = self.plain(abs(difference))
        is_nothing = not written.strip("0.")
        sign = "±" if is_nothing else "+" if difference > 0 else MINUS
        return f"{sign}{written} {POINTS[language]}" if self.is_share else f"{sign}{written}"


def _grouped(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}".replace(",", NARROW_SPACE)
    return text.replace("-", MINUS)


def count(number: float | Decimal | None) -> str:
    """Write a count; a narrow no-break space parts thousands in both languages."""
    return NOTHING if number is None else _grouped(float(number), 0)


def rank(place: int, low: int, high: int, language: str) -> str:
    """Write a rank with its interval: ``第 3 (1–6)``, ``#3 (1–6)``; ``(1)`` when it is certain."""
    span = f"{low}{DASH}{high}" if low != high else f"{low}"
    return f"第 {place} ({span})" if language == "zh" else f"#{place} ({span})"


def period(one: Period, language: str) -> str:
    """Write a period: ``2020 年``, ``2020 年第三季度``; ``2020 Q3``, ``Sep 2020``."""
    year, month = one.start.year, one.start.month
    if language == "en":
        return {
            PeriodKind.YEAR: f"{year}",
            PeriodKind.HALF: f"{year} H{(month + 5) // 6}",
            PeriodKind.QUARTER: f"{year} Q{(month + 2) // 3}",
            PeriodKind.MONTH: format_date(one.start, "MMM y", locale=LOCALES["en"]),
        }[one.kind]
    return {
        PeriodKind.YEAR: f"{year} 年",
        PeriodKind.HALF: f"{year} 年{'上' if month == 1 else '下'}半年",
        PeriodKind.QUARTER: f"{year} 年第{'一二三四'[(month - 1) // 3]}季度",
        PeriodKind.MONTH: f"{year} 年 {month} 月",
    }[one.kind]


def day(one: dt.date, language: str) -> str:
    """Write a date within a sentence: ``2020 年 12 月 31 日``, ``31 Dec 2020``."""
    pattern = "y 年 M 月 d 日" if language == "zh" else "d MMM y"
    return format_date(one, pattern, locale=LOCALES[language])
