"""Write the deliveries of the demonstration district."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipelines.demo.account import Account
from pipelines.demo.benchmark_files import write_benchmarks
from pipelines.demo.defects import stray_counts
from pipelines.demo.event_files import (
    CORRECTIONS,
    Desk,
    write_community_work,
    write_matters,
    write_patrols,
    write_survey,
    write_visits,
)
from pipelines.demo.files import Outbox, WrittenFile
from pipelines.demo.notes import delivery_note, readme, truth_text
from pipelines.demo.plan import Plan, Scenario, read_plan
from pipelines.demo.realised import (
    Findings,
    district_truth,
    month_figures,
    realised_patterns,
    street_figures,
)
from pipelines.demo.register_files import write_registers
from pipelines.demo.registers import make_registers
from pipelines.demo.streams import Streams
from pipelines.demo.survey_truth import make_residents

Progress = Callable[[str, float], None]
TRUTH = "truth.toml"  # written last: where it is, the deliveries are complete
# What is written when, and which share of the work is done before it.
STAGES: tuple[tuple[str, float, Callable[[Desk], None]], ...] = (
    ("registers", 0.05, write_registers),
    ("survey", 0.10, write_survey),
    ("patrols", 0.20, write_patrols),
    ("visits", 0.45, write_visits),
    ("matters", 0.55, write_matters),
    ("tasks, mediations, activities", 0.80, write_community_work),
)


def write(
    out: Path,
    *,
    seed: int = 1,
    scale: float = 1.0,
    scenario: Scenario = Scenario.DEFAULT,
    progress: Progress | None = None,
) -> list[WrittenFile]:
    """Write the deliveries, the same bytes for the same seed, scale and scenario.

    At scale 1 the registers hold the essay's counts exactly. The scale multiplies grids and all
    that happens in them; areas, rankings, targets, activities and the survey stay as they are.

    Args:
        out: the folder to write into; files of the same names are replaced.
        seed: where all random numbers come from.
        scale: how many times the size of the real district.
        scenario: whether anything is planted, or all streets are truly equal.
        progress: told the stage and the share of the work that is done.

    Returns:
        The delivered files in the order in which they were written.

    Raises:
        ImpossibleScaleError: no district of that size can be made.
    """
    say = progress or _silent
    say("plan", 0.0)
    plan, streams = read_plan(scenario, scale=scale), Streams(seed)
    registers = make_registers(plan, streams)
    desk = Desk(
        plan,
        streams,
        registers,
        residents=make_residents(registers.nets[-1].grids, plan=plan),
        outbox=Outbox(out, created=_moment(plan, "exported_at")),
        account=Account(),
    )
    for stage, share, write_stage in STAGES:
        say(stage, share)
        write_stage(desk)
    write_benchmarks(desk)
    _write_notes(desk, seed=seed)
    say("done", 1.0)
    return desk.outbox.written


def _silent(_stage: str, _share: float) -> None:
    return None


def _moment(plan: Plan, name: str) -> dt.datetime:
    moment: dt.datetime = plan["dates"][name]
    return moment


def _write_notes(desk: Desk, *, seed: int) -> None:
    """Write what accompanies the files."""
    plan, outbox = desk.plan, desk.outbox
    note = delivery_note(_moment(plan, "exported_at"))
    outbox.text("delivery.toml", note)
    for folder in sorted({one.name.split("/")[0] for one in outbox.written} - {CORRECTIONS}):
        outbox.text(f"{folder}/delivery.toml", note)
    outbox.text(f"{CORRECTIONS}/delivery.toml", delivery_note(_moment(plan, "corrected_at")))
    description = readme(seed=seed, scale=plan.scale, scenario=plan.scenario)
    outbox.text("README.txt", description)
    outbox.text(TRUTH, truth_text(_truth(desk, seed=seed)))


def _truth(desk: Desk, *, seed: int) -> dict[str, Any]:
    findings = Findings(desk.account, desk.registers, desk.residents, desk.plan)
    outbox = desk.outbox
    return {
        "seed": seed,
        "scale": desk.plan.scale,
        "scenario": str(desk.plan.scenario),
        "strays": stray_counts(),
        "corrected_matters": desk.corrected,
        "files": [
            {"file": one.name, "source": one.source, "records": one.rows} for one in outbox.written
        ],
        "patterns": realised_patterns(findings),
        "streets_2020": street_figures(findings),
        "months": month_figures(findings),
        "district_truth": district_truth(findings).to_dicts(),
        "bad_rows": [
            {"file": bad.file, "line": bad.line, "source": bad.source, "reason": bad.reason}
            for bad in outbox.bad
        ],
    }
