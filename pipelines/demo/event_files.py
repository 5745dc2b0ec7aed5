"""The files of everything that happened."""

from dataclasses import dataclass

import polars as pl

from pipelines.demo.account import Account
from pipelines.demo.community_work import activities_of, mediations_of, tasks_of
from pipelines.demo.defects import stray_codes, with_strays
from pipelines.demo.files import CHINESE, MARKED, NATIONAL, PLAIN, SEMICOLON, Outbox
from pipelines.demo.grid_rates import make_habits
from pipelines.demo.loop import run_loop
from pipelines.demo.loop_rows import export
from pipelines.demo.matters import matters_of
from pipelines.demo.patrols import Rounds, patrols_by_month
from pipelines.demo.periods import Span, quarters, years
from pipelines.demo.plan import Plan
from pipelines.demo.registers import Registers
from pipelines.demo.streams import Streams
from pipelines.demo.survey import waves
from pipelines.demo.survey_truth import Residents
from pipelines.demo.visits import Homes, visits_by_month

# The correction: some ordinary matters of one street turn out to be complex, with more time.
CORRECTIONS = "corrections-upsert"
CORRECTED_STREET = "320116010"
CORRECTED_MONTH = "2020-11"
CORRECTED_EVERY = 16
ORDINARY, COMPLEX = "普通", "复杂"


@dataclass(slots=True)
class Desk:
    """What the deliveries are written from, and where to.

    Attributes:
        plan: what is true.
        streams: where random numbers come from.
        registers: of the district.
        residents: whom the survey asks.
        outbox: where files go.
        account: what was counted on the way.
        corrected: how many matters the correction changes.
    """

    plan: Plan
    streams: Streams
    registers: Registers
    residents: list[Residents]
    outbox: Outbox
    account: Account
    corrected: int = 0


def write_survey(desk: Desk) -> None:
    """Write responses and margins, a file each for every wave."""
    for wave in waves(desk.residents, plan=desk.plan, streams=desk.streams):
        desk.account.add_answers(wave.responses, wave=wave.name)
        folder = f"{wave.name[:4]}/survey"
        desk.outbox.csv(
            f"{folder}/survey_responses_{wave.name}.csv",
            wave.responses,
            source="survey_responses",
            style=SEMICOLON,
        )
        desk.outbox.csv(
            f"{folder}/survey_margins_{wave.name}.csv",
            wave.margins,
            source="survey_margins",
            style=MARKED,
        )


def write_patrols(desk: Desk) -> None:
    """Write patrols, a file for every month."""
    plan, registers = desk.plan, desk.registers
    habits = make_habits(registers.parts, "patrols", plan=plan, streams=desk.streams)
    rounds = Rounds(registers.nets, habits, registers.postings)
    for month, patrols in patrols_by_month(rounds, plan=plan, streams=desk.streams):
        desk.account.add_patrols(patrols, month=month.month)
        name = f"{month.year}/patrols/patrols_{month.month}.csv"
        desk.outbox.csv(name, patrols, source="patrols", style=PLAIN)


def write_visits(desk: Desk) -> None:
    """Write household visits, a file for every quarter."""
    registers = desk.registers
    homes = Homes(registers.households, registers.listings, registers.nets)
    waiting: list[pl.DataFrame] = []
    for month, visits in visits_by_month(homes, plan=desk.plan, streams=desk.streams):
        desk.account.add_visits(visits, month=month.month)
        waiting.append(visits)
        if month.end.month % 3 == 1:
            name = f"{month.year}/household_visits/household_visits_{_compact(month)}.parquet"
            desk.outbox.parquet(name, pl.concat(waiting), source="household_visits")
            waiting.clear()


def write_matters(desk: Desk) -> None:
    """Write matters and their steps, two files for every quarter, and one correction."""
    plan, streams = desk.plan, desk.streams
    habits = make_habits(desk.registers.parts, "matters", plan=plan, streams=streams)
    for quarter in quarters(plan):
        arisen = matters_of(quarter, desk.registers.nets, habits, plan=plan, streams=streams)
        course = run_loop(arisen, quarter.quarter, plan=plan, streams=streams)
        exported = export(arisen, course, quarter, plan=plan, streams=streams)
        desk.account.add_matters(exported.matters, plan=plan)
        folder = f"{quarter.year}/matters"
        name = f"{folder}/matters_{_compact(quarter)}.csv"
        matters = with_strays(exported.delivered, file=name)
        desk.outbox.csv(name, matters, source="matters", style=NATIONAL)
        name = f"{folder}/matter_steps_{_compact(quarter)}.csv"
        desk.outbox.csv(name, exported.steps, source="matter_steps", style=NATIONAL)
        _write_correction(desk, matters)


def _write_correction(desk: Desk, matters: pl.DataFrame) -> None:
    """Send the matters of one street and month again, some of them corrected."""
    street = pl.coalesce("grid_code", "community_code", "street_code")
    sent_again = matters.filter(
        (pl.col("reported_at").dt.strftime("%Y-%m") == CORRECTED_MONTH)
        & street.str.starts_with(CORRECTED_STREET)
        & ~pl.col("grid_code").is_in(list(stray_codes())).fill_null(value=False)
    )
    if not sent_again.height:
        return
    limits = desk.plan["loop"]["limits"]["closing"]
    is_wrong = (pl.col("class") == ORDINARY) & (pl.int_range(pl.len()) % CORRECTED_EVERY == 0)
    longer = pl.duration(hours=limits[2] - limits[0])
    desk.corrected = sent_again.filter(is_wrong).height
    corrected = sent_again.with_columns(
        pl.when(is_wrong).then(pl.lit(COMPLEX)).otherwise("class").alias("class"),
        pl.when(is_wrong).then(pl.col("due_at") + longer).otherwise("due_at").alias("due_at"),
    )
    name = f"{CORRECTIONS}/matters_{CORRECTED_MONTH}_hengliang.csv"
    desk.outbox.csv(name, corrected, source="matters", style=CHINESE)


def write_community_work(desk: Desk) -> None:
    """Write tasks by quarter, mediations and activities by year."""
    plan, streams, outbox = desk.plan, desk.streams, desk.outbox
    for year in years(plan):
        mediations, activities = [], []
        for quarter in _quarters_of(year, plan):
            net = desk.registers.nets[plan.epoch(quarter.first)]
            tasks = tasks_of(quarter, net, plan=plan, streams=streams)
            desk.account.add_tasks(tasks, year=year.year)
            name = f"{year.year}/tasks/tasks_{_compact(quarter)}.xlsx"
            outbox.workbook(name, tasks, source="tasks")
            mediations.append(mediations_of(quarter, net, plan=plan, streams=streams))
            activities.append(activities_of(quarter, plan=plan, streams=streams))
        for source, frames, style in (
            ("mediations", mediations, CHINESE),
            ("activities", activities, MARKED),
        ):
            name = f"{year.year}/{source}_{year.year}.csv"
            outbox.csv(name, pl.concat(frames), source=source, style=style)


def _quarters_of(year: Span, plan: Plan) -> list[Span]:
    return [quarter for quarter in quarters(plan) if quarter.year == year.year]


def _compact(span: Span) -> str:
    """Name a quarter as file names do: ``2020Q3``."""
    return span.quarter.replace("-", "")
