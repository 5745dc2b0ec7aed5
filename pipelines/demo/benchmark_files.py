"""The files of rankings, targets and annotations."""

from pipelines.demo import benchmarks
from pipelines.demo.event_files import Desk
from pipelines.demo.files import CHINESE, MARKED

FOLDER = "02-benchmarks"


def write_benchmarks(desk: Desk) -> None:
    """Write what the district is compared with, and what it was promised."""
    outbox = desk.outbox
    outbox.csv(
        f"{FOLDER}/rankings_published.csv",
        benchmarks.published_rankings(),
        source="rankings",
        style=MARKED,
    )
    outbox.csv(
        f"{FOLDER}/rankings_demonstration.csv",
        benchmarks.invented_rankings(desk.streams),
        source="rankings",
        style=MARKED,
    )
    outbox.workbook(f"{FOLDER}/targets.xlsx", benchmarks.targets(), source="targets")
    outbox.csv(
        f"{FOLDER}/annotations.csv",
        benchmarks.annotations(desk.plan),
        source="annotations",
        style=CHINESE,
    )
