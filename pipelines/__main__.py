"""``python -m pipelines``: demo, load, build and what keeps the data in order."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from pipelines.commands.console import LOCALES, MISTAKE, Console
from pipelines.commands.mistakes import KNOWN, sentence
from warehouse.words import LANGUAGES, Words, language_of_environment, words_from

INTERRUPTED = 130
# Not imported from their modules: what takes rows apart is loaded when it is needed.
MODES = ("append", "upsert", "replace")
ENGINES = ("duckdb", "spark")
SCENARIOS = ("default", "null")
FORMATS = ("xlsx", "json")


class _Arguments(argparse.ArgumentParser):
    """Says what is wrong with the arguments in the operator's language."""

    words: Words

    def error(self, message: str) -> NoReturn:
        """Write one sentence and how the command is used, and end."""
        self.print_usage(sys.stderr)
        self.exit(MISTAKE, self.words("error.usage", why=message) + "\n")


class _Commands:
    """The commands with their help in the operator's language."""

    def __init__(self, words: Words) -> None:
        _Arguments.words = words
        self._words = words
        self.root = _Arguments(prog="python -m pipelines", description=words("help.program"))
        self._commands = self.root.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, module: str, *, has_json: bool = False) -> "_Command":
        """Add a command that the function ``run`` of a module below ``commands`` carries out."""
        said = self._words(f"help.{name.replace('-', '_')}")
        parser = self._commands.add_parser(name, help=said, description=said)
        parser.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=self._words.language,
            help=self._words("help.lang"),
        )
        if has_json:
            parser.add_argument("--json", action="store_true", help=self._words("help.json"))
        parser.set_defaults(module=module)
        return _Command(parser, self._words)


class _Command:
    """One command, to which arguments are added."""

    def __init__(self, parser: argparse.ArgumentParser, words: Words) -> None:
        self._parser = parser
        self._words = words

    def takes(self, *names: str, help_key: str | None = None, **more: object) -> "_Command":
        """Add an argument; its help stands under its own name unless ``help_key`` says where."""
        key = help_key or names[0].lstrip("-").replace("-", "_")
        add: Callable[..., object] = self._parser.add_argument
        add(*names, help=self._words(f"help.{key}"), **more)
        return self


def parser(words: Words) -> argparse.ArgumentParser:
    """Describe every command."""
    commands = _Commands(words)
    demo = commands.add("demo", "demo").takes("--out", required=True, metavar="DIR")
    demo.takes("--seed", type=int, default=1).takes("--scale", type=float, default=1.0)
    demo.takes("--scenario", choices=SCENARIOS, default=SCENARIOS[0])
    _add_load(commands)
    build = commands.add("build", "build", has_json=True)
    build.takes("--engine", choices=ENGINES, default=ENGINES[0])
    build.takes("--workers", metavar="URL").takes("--force", action="store_true")
    commands.add("status", "status", has_json=True)
    rejected = commands.add("rejected", "rejected").takes("--load-id")
    rejected.takes("--out", metavar="FILE")
    rollback = commands.add("rollback", "rollback", has_json=True)
    rollback.takes("version", nargs="?", help_key="version_id")
    commands.add("backup", "backup").takes("archive", metavar="FILE")
    commands.add("restore", "restore").takes("archive", metavar="FILE")
    template = commands.add("template", "template").takes("template_of", metavar="SOURCE")
    template.takes("--out", required=True, metavar="FILE")
    template.takes("--format", choices=FORMATS, help_key="template_format")
    commands.add("dictionary", "dictionary").takes("--out", required=True, metavar="FILE")
    commands.add("first-run", "first_run")
    return commands.root


def _add_load(commands: _Commands) -> None:
    load = commands.add("load", "load", has_json=True)
    load.takes("paths", nargs="+", metavar="PATH").takes("--source", metavar="NAME")
    load.takes("--mapping", action="append", metavar="FILE")
    load.takes("--mode", choices=MODES, default=MODES[0])
    load.takes("--scope", nargs="+", metavar="KEY=VALUE").takes("--as-of", metavar="TIME")
    load.takes("--explain", action="store_true")


def _language(arguments: Sequence[str] | None) -> str:
    """Tell in which language arguments are explained, before they are understood."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", nargs="?")
    said: str | None = early.parse_known_args(arguments)[0].lang
    return said if said in LANGUAGES else language_of_environment()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the operator is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # What the terminal cannot show must not end the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parsed = parser(words_from(LOCALES, _language(arguments))).parse_args(arguments)
    console = Console.of(parsed)
    try:
        run: Callable[[Console, argparse.Namespace], int]
        run = import_module(f"pipelines.commands.{parsed.module}").run
        return run(console, parsed)
    except BrokenPipeError:
        # Whoever was reading has gone; so that ending does not try to write to it again.
        sys.stdout = io.StringIO()
        return 0
    except KeyboardInterrupt:
        console.complain("error.interrupted")
        return INTERRUPTED
    except KNOWN as error:
        sys.stderr.write(sentence(error, console) + "\n")
        return MISTAKE


if __name__ == "__main__":
    sys.exit(main())
