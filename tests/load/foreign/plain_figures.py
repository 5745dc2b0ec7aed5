"""The foreign city's figures from its own files, with nothing but csv, dates and arithmetic."""

import csv
import datetime as dt
import math
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 3, 31)
WHOLE_CITY = "RC"
SHORTEST = dt.timedelta(minutes=3)
NEVER = dt.datetime(1, 1, 1)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007  local by decision


def _rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def closed_on_time() -> dict[str, tuple[int, int]]:
    """Requests due in the quarter: how many were closed by their target date, and how many."""
    found = defaultdict(lambda: (0, 0))
    for path in sorted((FOLDER / "requests").glob("*.csv")):
        ward = path.stem[-2:]
        for row in _last_closings(_rows(f"requests/{path.name}")):
            target = _moment(f"{row['Target Date']} 12:00:00 AM").date()
            if row["Status"] not in {"Open", "Completed"} or not FIRST <= target <= LAST:
                continue
            is_closed = row["Status"] == "Completed"
            is_on_time = is_closed and _moment(row["Closed Date"]).date() <= target
            for area in (ward, WHOLE_CITY):
                met, due = found[area]
                found[area] = (met + is_on_time, due + 1)
    return dict(found)


def _last_closings(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for row in rows:
        held = kept.get(row["SR Number"])
        if held is None or _closing(held) <= _closing(row):
            kept[row["SR Number"]] = row
    return list(kept.values())


def _closing(row: dict[str, str]) -> dt.datetime:
    return _moment(row["Closed Date"]) if row["Closed Date"] else NEVER


def satisfied() -> dict[str, tuple[float, float, float]]:
    """Weighted share of valid answers that are 1 or 2, with the 95 % limits of a logit interval.

    Wards are strata, and every answer was drawn by itself.
    """
    answers = [
        (row["ward"][2:], float(row["wt"]), row["q7_service"])
        for row in _rows("survey/resident_survey_2020q1.csv", delimiter=";")
    ]
    wards = sorted({ward for ward, _, _ in answers})
    areas = {ward: [ward] for ward in wards} | {WHOLE_CITY: wards}
    return {
        area: _estimate([one for one in answers if one[0] in within])
        for area, within in areas.items()
    }


def _estimate(answers: list[tuple[str, float, str]]) -> tuple[float, float, float]:
    valid = [(ward, weight, answer in "12") for ward, weight, answer in answers if answer != "9"]
    total = sum(weight for _, weight, _ in valid)
    share = sum(weight for _, weight, is_yes in valid if is_yes) / total
    variance, freedom = 0.0, 0
    for stratum in {ward for ward, _, _ in valid}:
        scores = [w * (is_yes - share) / total for ward, w, is_yes in valid if ward == stratum]
        freedom += len(scores) - 1
        # Who gave no answer belongs to the sample, with a score of nothing.
        scores += [0.0 for ward, _, answer in answers if ward == stratum and answer == "9"]
        mean = sum(scores) / len(scores)
        spread = sum((score - mean) ** 2 for score in scores)
        variance += spread * len(scores) / (len(scores) - 1)
    centre = math.log(share / (1 - share))
    reach = student_quantile(0.975, freedom) * math.sqrt(variance) / (share * (1 - share))
    low, high = (1 / (1 + math.exp(-(centre + sign * reach))) for sign in (-1, 1))
    return share, low, high


def inspections() -> dict[str, tuple[int, float]]:
    """Inspections of at least three minutes in the quarter, and the weeks they fall to."""
    weeks = ((LAST - FIRST).days + 1) / 7
    rows = _rows("inspections/inspections_2020.csv")
    wards = {row["Ward"].removeprefix("Ward ") for row in rows}
    found = dict.fromkeys(wards, (0, weeks)) | {WHOLE_CITY: (0, weeks * len(wards))}
    for row in rows:
        begun = _moment(row["Date In"])
        is_short = row["Date Out"] and _moment(row["Date Out"]) - begun < SHORTEST
        if is_short or not FIRST <= begun.date() <= LAST:
            continue
        for area in (row["Ward"].removeprefix("Ward "), WHOLE_CITY):
            count, over = found[area]
            found[area] = (count + 1, over)
    return found


def student_quantile(probability: float, freedom: int) -> float:
    """Find the quantile of Student's distribution: Simpson's rule, halved until it fits."""
    low, high = 0.0, 20.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        if 0.5 + _student_area(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _student_area(end: float, freedom: int, steps: int = 2000) -> float:
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    scale /= math.sqrt(freedom * math.pi)
    width = end / steps
    heights = [(1 + (k * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for k in range(steps + 1)]
    inner = 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    return scale * width / 3 * (heights[0] + inner + heights[-1])
