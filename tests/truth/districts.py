"""Demonstration districts, written, loaded and built as an operator would."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.demo import Scenario
from pipelines.demo.account import Account
from pipelines.demo.benchmark_files import write_benchmarks
from pipelines.demo.event_files import (
    Desk,
    write_community_work,
    write_matters,
    write_patrols,
    write_survey,
    write_visits,
)
from pipelines.demo.files import Outbox
from pipelines.demo.notes import delivery_note
from pipelines.demo.plan import read_plan
from pipelines.demo.register_files import write_registers
from pipelines.demo.registers import make_registers
from pipelines.demo.streams import Streams
from pipelines.demo.survey_truth import make_residents
from pipelines.load import load
from pipelines.request import LoadRequest
from warehouse.build import build
from warehouse.data_dir import DataDir

SEED = 1
# Patrols and visits are four rows of five, and no judgement of streets rests on them here.
WITHOUT_PATROLS = (write_registers, write_survey, write_matters, write_community_work)
EVERYTHING = (*WITHOUT_PATROLS, write_patrols, write_visits)

Stage = Callable[[Desk], None]


def published(root: Path, stages: Sequence[Stage], *, scale: float, scenario: Scenario) -> DataDir:
    """Write what the stages deliver, load it, and publish a version of it."""
    plan, streams = read_plan(scenario, scale=scale), Streams(SEED)
    registers = make_registers(plan, streams)
    desk = Desk(
        plan,
        streams,
        registers,
        residents=make_residents(registers.nets[-1].grids, plan=plan),
        outbox=Outbox(root / "inbox", created=plan["dates"]["exported_at"]),
        account=Account(),
    )
    for stage in stages:
        stage(desk)
    write_benchmarks(desk)
    desk.outbox.text("delivery.toml", delivery_note(plan["dates"]["exported_at"]))
    data_dir = DataDir(root / "data")
    load(data_dir, LoadRequest((root / "inbox",)))
    build(data_dir)
    return data_dir
