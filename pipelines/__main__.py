"""``python -m pipelines``: demo, load, build and what keeps the data in order."""

import argparse
import sys
from collections.abc import Callable, Sequence

from pipelines.commands import demo, load, versions
from pipelines.commands.console import LOCALES, OperatorError
from warehouse.durable import BusyError
from warehouse.ledger import LedgerError
from warehouse.words import LANGUAGES, Words, language_of_environment, words_from

MISTAKE = 2
Run = Callable[[argparse.Namespace], int]


class _Parser:
    """Builds the commands with their help in the operator's language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.root = argparse.ArgumentParser(
            prog="python -m pipelines", description=words("help.program")
        )
        self._commands = self.root.add_subparsers(required=True, metavar="COMMAND")

    def command(self, name: str, run: Run) -> argparse.ArgumentParser:
        said = self._words(f"help.{name.replace('-', '_')}")
        parser = self._commands.add_parser(name, help=said, description=said)
        parser.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=self._words.language,
            help=self._words("help.lang"),
        )
        parser.set_defaults(run=run)
        return parser

    def help(self, key: str) -> str:
        return self._words(f"help.{key}")


def parser(words: Words) -> argparse.ArgumentParser:
    """Describe every command."""
    made = _Parser(words)
    _add_demo(made)
    _add_load(made)
    build = made.command("build", versions.run_build)
    build.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help=made.help("engine")
    )
    build.add_argument("--workers", metavar="URL", help=made.help("engine"))
    build.add_argument("--force", action="store_true", help=made.help("force"))
    build.add_argument("--json", action="store_true", help=made.help("json"))
    status = made.command("status", versions.run_status)
    status.add_argument("--json", action="store_true", help=made.help("json"))
    rejected = made.command("rejected", versions.run_rejected)
    rejected.add_argument("--load-id", help=made.help("load_id"))
    rejected.add_argument("--out", metavar="FILE", help=made.help("out"))
    rollback = made.command("rollback", versions.run_rollback)
    rollback.add_argument("version", nargs="?", help=made.help("version_id"))
    rollback.add_argument("--json", action="store_true", help=made.help("json"))
    for name, run in (("backup", versions.run_backup), ("restore", versions.run_restore)):
        made.command(name, run).add_argument("archive", metavar="FILE", help=made.help("archive"))
    made.command("first-run", demo.run_first)
    return made.root


def _add_demo(made: _Parser) -> None:
    command = made.command("demo", demo.run)
    command.add_argument("--out", required=True, metavar="DIR", help=made.help("out"))
    command.add_argument("--seed", type=int, default=1, help=made.help("seed"))
    command.add_argument("--scale", type=float, default=1.0, help=made.help("scale"))
    command.add_argument(
        "--scenario", choices=("default", "null"), default="default", help=made.help("scenario")
    )


def _add_load(made: _Parser) -> None:
    command = made.command("load", load.run)
    command.add_argument("paths", nargs="+", metavar="PATH", help=made.help("paths"))
    command.add_argument("--source", metavar="NAME", help=made.help("source"))
    command.add_argument("--mapping", action="append", metavar="FILE", help=made.help("mapping"))
    command.add_argument(
        "--mode", choices=load.MODES, default=load.MODES[0], help=made.help("mode")
    )
    command.add_argument("--scope", nargs="+", metavar="KEY=VALUE", help=made.help("scope"))
    command.add_argument("--as-of", metavar="TIME", help=made.help("as_of"))
    command.add_argument("--explain", action="store_true", help=made.help("explain"))
    command.add_argument("--json", action="store_true", help=made.help("json"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the operator is one sentence, never a traceback."""
    parsed = parser(words_from(LOCALES, language_of_environment())).parse_args(arguments)
    words = words_from(LOCALES, parsed.lang)
    try:
        return int(parsed.run(parsed))
    except OperatorError as error:
        said = words(error.key, **error.details)
    except BusyError as error:
        said = words("error.busy", process=error)
    except LedgerError as error:
        said = words("error.ledger", why=error)
    except OSError as error:
        said = words("error.disk", why=error)
    sys.stderr.write(said + "\n")
    return MISTAKE


if __name__ == "__main__":
    sys.exit(main())
