"""``build``: models, audits, and a new published version."""

import argparse

from pipelines.commands.console import DONE, Console, OperatorError
from warehouse.build import BuildOptions, CheckFailedError, NothingLoadedError, build
from warehouse.index_weights import IndexWeightsError
from warehouse.model_files import ModelError
from warehouse.snapshots import Version, current_id

FAILED_AUDIT = 5
STAGES = {"checks": "build.checking", "publish": "build.publishing"}


class AuditFailedError(Exception):
    """Nothing was published; what was wrong has been said."""


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Build and publish; exit 5 when an audit failed and the old version stays."""
    if arguments.engine != "duckdb":
        raise OperatorError("build.spark_absent")
    before = current_id(console.data_dir)
    try:
        version, seconds = build_shown(console, is_forced=arguments.force)
    except AuditFailedError:
        return FAILED_AUDIT
    if console.is_json:
        console.answer({"version": version.version_id, "cutoff_on": version.cutoff_on})
    elif version.version_id == before:
        console.say("build.unchanged", version=version.version_id)
    else:
        cutoff = version.cutoff_on or "–"
        console.say("build.done", version=version.version_id, cutoff=cutoff, seconds=seconds)
    return DONE


def build_shown(console: Console, *, is_forced: bool = False) -> tuple[Version, str]:
    """Build, showing how far it is; give the version and the seconds it took.

    Raises:
        AuditFailedError: the old version stays; why has been said.
        OperatorError: there is nothing to build from.
    """

    def spoken(stage: str) -> str:
        said = STAGES.get(stage)
        return console.words(said) if said else console.words("build.making", table=stage)

    try:
        with console.progress(spoken=spoken) as progress:
            options = BuildOptions(is_forced=is_forced)
            version = build(console.data_dir, options=options, progress=progress)
            return version, f"{progress.seconds:.1f}"
    except NothingLoadedError as error:
        raise OperatorError("build.nothing_loaded") from error
    except CheckFailedError as error:
        console.complain("build.failed")
        for check, (count, row) in error.failures.items():
            console.complain("build.failure", check=check, count=f"{count:,}", row=row)
        raise AuditFailedError from error
    except IndexWeightsError as error:
        raise OperatorError("build.bad_weights", why=error) from error
    except ModelError as error:
        console.complain("build.model_failed", why=error)
        raise AuditFailedError from error
