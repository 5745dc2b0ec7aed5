"""The commands of exports: make a briefing, verify a file, check the environment."""

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from dashboard.exports import journal
from dashboard.exports.briefing import Briefing
from dashboard.exports.compose import compose, standard
from dashboard.exports.deck import deck
from dashboard.exports.environment import environment
from dashboard.exports.fonts import MissingFontError
from dashboard.exports.formats import FORMATS
from dashboard.exports.opening import open_desk
from dashboard.exports.recipe import Recipe, RecipeError, issued_today
from dashboard.exports.series import one_a_street
from dashboard.exports.template import check as check_template
from dashboard.exports.verify import NoStampError, verify
from dashboard.scenes import Desk
from dashboard.text import Words
from warehouse.data_dir import DataDir
from warehouse.shelf import ShelfError
from warehouse.snapshots import NoVersionError

DONE, MOVED, FAILED = 0, 3, 4
STREETS = "streets"


def export(arguments: argparse.Namespace, words: Words) -> int:
    """Make a briefing, or one a street; the recipe is a saved one, or every chart."""
    data_dir = DataDir.from_environment()
    try:
        desk = open_desk(data_dir, words.language)
        recipe = _recipe(arguments, desk, data_dir)
    except NoVersionError:
        return _fail(words("empty.title"))
    except (ShelfError, RecipeError) as error:
        return _fail(words("export.no_recipe", name=arguments.recipe, why=error))
    desk = Desk(desk.reader, recipe.language, desk.scope)
    made = compose(desk, recipe, issued_on=issued_today())
    if recipe.is_classified:
        return _fail(words("briefing.secret"))
    for item, reason in made.missing:
        _say(words("briefing.missing", chart=item.chart_id, reason=reason))
    if not made.briefing.parts:
        return _fail(words("export.nothing"))
    try:
        _check_template(arguments.template, words)
        content = _content(arguments, made.briefing, desk, recipe)
    except (MissingFontError, _TemplateRefusedError) as error:
        return _fail(error)
    if arguments.kind != STREETS:
        journal.record(data_dir, made.briefing, recipe, kind=arguments.kind)
    arguments.out.write_bytes(content)
    _say(words("export.done", file=arguments.out, count=len(made.briefing.parts)))
    return DONE


class _TemplateRefusedError(ValueError):
    """An office's template is not taken; the message says why, in the reader's language."""


def _check_template(template: Path | None, words: Words) -> None:
    if template is None:
        return
    if not template.is_file():
        raise _TemplateRefusedError(words("export.no_file", file=template))
    report = check_template(template.read_bytes(), words)
    if not report.is_usable:
        raise _TemplateRefusedError("\n".join(report.lines))


def _content(
    arguments: argparse.Namespace, briefing: Briefing, desk: Desk, recipe: Recipe
) -> bytes:
    if arguments.kind == STREETS:
        return one_a_street(
            desk,
            recipe,
            issued_on=issued_today(),
            record=partial(journal.record, DataDir.from_environment(), kind=STREETS),
            progress=lambda name, share: _say(f"{share:4.0%}  {name}"),
        )
    template: Path | None = arguments.template
    if arguments.kind == "pptx" and template is not None:
        return deck(briefing, template=template.read_bytes())
    return FORMATS[arguments.kind].make(briefing)


def _recipe(arguments: argparse.Namespace, desk: Desk, data_dir: DataDir) -> Recipe:
    """Take the saved recipe that was named, or every chart of every page."""
    if arguments.recipe is None:
        return standard(desk, period=arguments.period, area=arguments.area)
    found = Recipe.from_document(journal.recipes(data_dir).read(arguments.recipe))
    if arguments.period:
        found = found.for_period(arguments.period)
    return found.for_area(arguments.area) if arguments.area else found


def check(arguments: argparse.Namespace, words: Words) -> int:
    """Say whether a file's numbers are still those of the current version."""
    data_dir = DataDir.from_environment()
    path: Path = arguments.file
    if not path.is_file():
        return _fail(words("export.no_file", file=path))
    try:
        verdict = verify(path, open_desk(data_dir, words.language), data_dir)
    except NoVersionError:
        return _fail(words("empty.title"))
    except NoStampError as error:
        return _fail(words("export.no_stamp", file=error))
    _say(words("export.stamped", stamp=verdict.stamp, version=verdict.version_now))
    if verdict.is_equal:
        _say(words("export.equal", count=verdict.chart_count))
        return DONE
    for one in verdict.moved:
        _say(
            words(
                "export.moved",
                chart=one.chart,
                row=one.row,
                column=one.column,
                then=one.then,
                now=one.now,
            )
        )
    for title in verdict.missing:
        _say(words("export.lost", chart=title))
    same = verdict.version_then == verdict.version_now
    _say(words("export.why_program" if same else "export.why_data"))
    return MOVED


def examine(_: argparse.Namespace, words: Words) -> int:
    """Say what exports need of this machine, and what is missing."""
    findings = environment(words)
    for one in findings:
        _say(f"{'✓' if one.is_well else '✗'} {one.what}: {one.said}")
    return DONE if all(one.is_well for one in findings) else FAILED


RUN: Mapping[str, Callable[[argparse.Namespace, Words], int]] = {
    "export": export,
    "verify": check,
    "environment": examine,
}


def _say(text: object) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(text: object) -> int:
    sys.stderr.write(f"{text}\n")
    return FAILED
