"""``python -m benchmarks [PART…]``: measure, print, and with every part write the report."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.district import REPOSITORY
from benchmarks.figure import Figure
from benchmarks.report import Part, as_markdown, as_text

WORK = REPOSITORY / ".bench"
REPORT = REPOSITORY / "docs" / "benchmarks.md"


def parts() -> dict[str, Callable[[Path], list[Figure]]]:
    """Find every module here that measures, by its name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    modules = {name: import_module(f"benchmarks.{name}") for name in names}
    return {name: one.measure for name, one in modules.items() if hasattr(one, "measure")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that were asked for; all of them make the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    known = parts()
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(known))
    asked = parser.parse_args(arguments).parts or [*known]
    if unknown := sorted(set(asked) - set(known)):
        parser.error(f"no such part: {', '.join(unknown)}")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    done: list[Part] = []
    for name in asked:
        load = os.getloadavg()[0]
        done.append(Part(name, known[name](WORK), load))
        print(f"\n{name}\n{as_text(done[-1].figures)}", flush=True)
    shutil.rmtree(WORK)
    if asked == [*known]:
        REPORT.write_text(as_markdown(done), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
