"""``python -m dashboard``: serve the pages; make briefings and check them, without a browser."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.exports import commands
from dashboard.exports.formats import FORMATS
from dashboard.text import LANGUAGES, words
from warehouse.words import language_of_environment

STREETS = "streets"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    parsed = _parser().parse_args(arguments)
    language = parsed.lang or language_of_environment()
    if parsed.command == "serve":
        # Imported here: the other commands have no use for Streamlit, nor for its warnings.
        from dashboard.server import serve

        serve(port=parsed.port)
        return 0
    return commands.RUN[parsed.command](parsed, words(language))


def _parser() -> argparse.ArgumentParser:
    said = words(language_of_environment())
    parser = argparse.ArgumentParser(prog="python -m dashboard")
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    command = subcommands.add_parser("serve", help=said("help.serve"))
    command.add_argument("--port", type=int, default=8501, help=said("help.port"))
    export = subcommands.add_parser("export", help=said("help.export"))
    export.add_argument("kind", choices=[*FORMATS, STREETS], help=said("help.kind"))
    export.add_argument("--out", type=Path, required=True, help=said("help.out"))
    export.add_argument("--recipe", help=said("help.recipe"))
    export.add_argument("--template", type=Path, help=said("help.template"))
    export.add_argument("--area", default="", help=said("help.area"))
    export.add_argument("--period", default="", help=said("help.period"))
    check = subcommands.add_parser("verify", help=said("help.verify"))
    check.add_argument("file", type=Path, help=said("help.file"))
    subcommands.add_parser("environment", help=said("help.environment"))
    for one in subcommands.choices.values():
        one.add_argument("--lang", choices=LANGUAGES, help=said("help.lang"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
