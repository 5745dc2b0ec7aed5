"""The way of a matter: when each step happens.

Each step is a hand-over: reported → accepted → dispatched → contacted → handled → fed_back →
revisited. A matter that needs a department may be *whistled* by the street after it is
dispatched, and *answered* by the department. The street may find a matter badly handled, or the
call-back may find it unsolved: then it is *returned*, handled and fed back again. A complex
matter that is late may be *escalated* to the district; a few are *terminated*. ``due_at`` of a
step is the time by which that step had to happen.

A matter is closed when it is fed back for the last time; the call-back comes after. Steps happen
between 7 and 21 o'clock: delays are drawn on a clock without nights, and the day is then pressed
into those fourteen hours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from pipelines.demo.matters import DAY, DEPARTMENT, HOUR, OPENING, Arisen
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import pick
from pipelines.demo.streams import Streams

OPEN_SHARE = 14 / 24
SHORTEST = 150.0  # seconds between two steps on the clock without nights
PATTERN = "stalled_at_street"
COMPLEX = 2
Seconds = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to the matters of a quarter, had the data no end.

    Attributes:
        at: step (``handled`` … and again as ``handled_2``, ``handled_3``) → seconds since the
            plan's first midnight; NaN where the step is not taken.
        due: the limits of the steps, likewise.
        closing_due: the limit of the matter.
        outcome: position in the plan's outcomes of the call-back.
        is_stalled: held back at street level for long.
        is_cancelled: withdrawn after it was accepted.
    """

    at: dict[str, Seconds]
    due: dict[str, Seconds]
    closing_due: Seconds
    outcome: NDArray[np.int64]
    is_stalled: Flags
    is_cancelled: Flags


class _Clock:
    """Draws delays as multiples of limits."""

    def __init__(self, arisen: Arisen, *, plan: Plan, rng: np.random.Generator) -> None:
        self.section = plan["loop"]
        self.rng = rng
        self._class = arisen.matter_class

    def limit(self, step: str) -> Seconds:
        """Give the limit of ``step`` for the class of every matter, in seconds."""
        hours = np.array(self.section["limits"][step], dtype=float)
        return np.asarray(hours[self._class] * HOUR)

    def ratio(self, step: str, *, bonus: Seconds | float = 0.0) -> Seconds:
        """Draw how long ``step`` takes in units of its limit; below 1 is on time."""
        spread = self.section["spread"][step]
        share = np.clip(self.section["on_time"][step] + bonus, 0.5, 0.999)
        normal = self.rng.normal(0.0, 1.0, self._class.size)
        return np.asarray(np.exp(spread * (normal - ndtri(share))))

    def delay(self, step: str) -> Seconds:
        """Draw how long ``step`` takes."""
        return np.maximum(self.limit(step) * self.ratio(step), SHORTEST)

    def chance(self, share: float) -> Flags:
        """Let something happen to that share of the matters."""
        return np.asarray(self.rng.random(self._class.size) < share)

    def between(self, least: float, most: float) -> Seconds:
        """Draw a time between two, in hours."""
        return np.asarray(self.rng.uniform(least, most, self._class.size) * HOUR)


def run_loop(arisen: Arisen, name: str, *, plan: Plan, streams: Streams) -> Course:
    """Send the matters of the quarter ``name`` on their way."""
    clock = _Clock(arisen, plan=plan, rng=streams.of("loop", name))
    stall = _stalls(arisen, clock, plan=plan)
    at = _way_to_handling(arisen, clock, stall=stall, plan=plan)
    outcome = pick(clock.rng, plan["loop"]["outcomes"], arisen.count)
    at |= _way_back(at, clock, outcome=outcome, plan=plan)
    is_cancelled = clock.chance(plan["loop"]["cancelled"]) & (stall == 0)
    _stop(at, clock, is_cancelled=is_cancelled, stall=stall, plan=plan)
    pressed = {step: _pressed(times) for step, times in at.items()}
    closing_due = pressed["reported"] + clock.limit("closing")
    return Course(
        pressed,
        _limits(pressed, clock, closing_due),
        closing_due,
        outcome,
        is_stalled=stall > 0,
        is_cancelled=is_cancelled,
    )


def _stalls(arisen: Arisen, clock: _Clock, *, plan: Plan) -> Seconds:
    """Draw how long a matter lies at the street before a department hears of it; mostly 0."""
    usual = plan["loop"]["stalled"]
    share = np.full(arisen.count, float(usual["share"]))
    median = np.full(arisen.count, float(usual["median_days"]))
    spread = np.full(arisen.count, float(usual["spread"]))
    if pattern := plan.patterns.get(PATTERN):
        street = arisen.net.grids["street_code"].to_numpy()[arisen.grid]
        since, until = (plan.day_number(day) * DAY for day in (pattern.first, pattern.last))
        touched = np.isin(street, pattern.areas)
        touched &= (arisen.reported >= since) & (arisen.reported < until + DAY)
        share[touched] = pattern.planted["stalled_share"]
        median[touched] = pattern.planted["median_days"]
        spread[touched] = pattern.planted["spread"]
    lasts = median * np.exp(spread * clock.rng.normal(0, 1, arisen.count)) * DAY
    happens = (clock.rng.random(arisen.count) < share) & (arisen.route == DEPARTMENT)
    return np.where(happens, lasts, 0.0)


def _way_to_handling(
    arisen: Arisen, clock: _Clock, *, stall: Seconds, plan: Plan
) -> dict[str, Seconds]:
    """Time the steps from the report to the handling."""
    is_whistled = (arisen.route == DEPARTMENT) & clock.chance(plan["loop"]["whistled"])
    waits_for_answer = is_whistled & clock.chance(0.5)
    reported = _stretched(arisen.reported)
    accepted = reported + clock.delay("accepted")
    dispatched = accepted + clock.delay("dispatched") + np.where(waits_for_answer, 0, stall)
    whistled = dispatched + clock.between(0.3, 4)
    answered = whistled + clock.delay("answered") + np.where(waits_for_answer, stall, 0)
    informed = np.where(is_whistled, answered, dispatched)
    contacted = informed + clock.delay("contacted")
    points = plan.by_street("on_time")[arisen.net.grids["street"].to_numpy()[arisen.grid]]
    worked = clock.limit("closing") * clock.ratio("handled", bonus=points / 100)
    # Work begins with the report, but what was stalled begins when it arrives.
    handled = np.where(stall > 0, contacted + worked / 2, reported + worked)
    handled = np.maximum(handled, contacted + clock.between(0.2, 2))
    return {
        "reported": reported,
        "accepted": accepted,
        "dispatched": dispatched,
        "whistled": np.where(is_whistled, whistled, np.nan),
        "answered": np.where(is_whistled, answered, np.nan),
        "contacted": contacted,
        "escalated": _escalated(arisen, clock, handled=handled, stall=stall),
        "handled": handled,
    }


def _escalated(arisen: Arisen, clock: _Clock, *, handled: Seconds, stall: Seconds) -> Seconds:
    """Let the street bring some late complex matters before the district."""
    due = _stretched(arisen.reported) + clock.limit("closing")
    at = due + clock.between(2, 30)
    is_raised = (arisen.matter_class == COMPLEX) & (arisen.route == DEPARTMENT)
    is_raised &= clock.chance(clock.section["escalated"]) & (stall == 0) & (at + HOUR < handled)
    return np.where(is_raised, at, np.nan)


def _way_back(
    at: dict[str, Seconds], clock: _Clock, *, outcome: NDArray[np.int64], plan: Plan
) -> dict[str, Seconds]:
    """Time the feedback, the call-back and what is returned."""
    section = plan["loop"]
    is_checked = clock.chance(section["returned_at_check"])
    returned = np.where(is_checked, at["handled"] + clock.between(1, 20), np.nan)
    again = returned + clock.between(2, 60)
    fed_back = np.where(is_checked, again, at["handled"]) + clock.delay("fed_back")
    is_called = clock.chance(section["revisited"])
    revisited = np.where(is_called, fed_back + clock.delay("revisited"), np.nan)
    is_unsolved = outcome == list(section["outcomes"]).index("unsolved")
    is_reopened = is_called & is_unsolved & clock.chance(section["unsolved_returned"])
    reopened = np.where(is_reopened, revisited + clock.between(1, 12), np.nan)
    third = reopened + clock.between(4, 72)
    fed_back_again = third + clock.delay("fed_back")
    return {
        "returned": returned,
        "handled_2": again,
        "fed_back": fed_back,
        "revisited": revisited,
        "returned_2": reopened,
        "handled_3": third,
        "fed_back_2": fed_back_again,
        "revisited_2": fed_back_again + clock.delay("revisited"),
    }


def _stop(
    at: dict[str, Seconds], clock: _Clock, *, is_cancelled: Flags, stall: Seconds, plan: Plan
) -> None:
    """End some matters early: nothing follows a termination, and little a cancellation."""
    ends_early = clock.chance(plan["loop"]["terminated"]) & ~is_cancelled & (stall == 0)
    at["terminated"] = np.where(ends_early, at["contacted"] + clock.between(20, 240), np.nan)
    for step in set(at) - {"reported", "accepted"}:
        at[step][is_cancelled] = np.nan
    until_contact = {"reported", "accepted", "dispatched", "whistled", "answered", "contacted"}
    for step in set(at) - until_contact - {"terminated"}:
        at[step][ends_early] = np.nan


def _limits(at: dict[str, Seconds], clock: _Clock, closing_due: Seconds) -> dict[str, Seconds]:
    """Give the limit of every step that has one, counted from the step before."""
    informed = np.fmax(at["dispatched"], at["answered"])
    return {
        "accepted": at["reported"] + clock.limit("accepted"),
        "dispatched": at["accepted"] + clock.limit("dispatched"),
        "answered": at["whistled"] + clock.limit("answered"),
        "contacted": informed + clock.limit("contacted"),
        "handled": closing_due,
        "handled_2": closing_due,
        "handled_3": closing_due,
        "fed_back": np.fmax(at["handled"], at["handled_2"]) + clock.limit("fed_back"),
        "fed_back_2": at["handled_3"] + clock.limit("fed_back"),
        "revisited": at["fed_back"] + clock.limit("revisited"),
        "revisited_2": at["fed_back_2"] + clock.limit("revisited"),
    }


def _stretched(seconds: NDArray[np.int64]) -> Seconds:
    """Spread the opening hours of each day over all of it."""
    day, within = np.divmod(seconds.astype(float), DAY)
    return np.asarray(day * DAY + (within - OPENING) / OPEN_SHARE)


def _pressed(seconds: Seconds) -> Seconds:
    """Press each day into its opening hours; keeps the order of times."""
    day, within = np.divmod(seconds, DAY)
    return np.asarray(np.floor(day * DAY + OPENING + within * OPEN_SHARE))
