"""``python -m dashboard serve``: the dashboard with its security headers and a warm start."""

import argparse
import sys
from collections.abc import Sequence

from dashboard.server import serve
from dashboard.text import LANGUAGES


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m dashboard")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("serve", help="看板 / the dashboard on 127.0.0.1:8501")
    command.add_argument("--port", type=int, default=8501, help="端口 / port")
    command.add_argument("--lang", choices=LANGUAGES, help="语言 / language of messages")
    parsed = parser.parse_args(arguments)
    serve(port=parsed.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
