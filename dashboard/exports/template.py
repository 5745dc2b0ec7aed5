"""An office's own template: what is wrong with it, and which charts it has places for.

A placeholder of a layout whose name is ``CHART`` and the id of a chart, ``CHART waves``, takes
that chart; every layout needs a title.
"""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.exports.deck.canvas import Canvas, NoTitleError, bound_to, layouts
from dashboard.exports.office.safety import UnsafeFileError
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Report:
    """What a template is good for.

    Attributes:
        is_usable: whether slides can be made in it.
        layouts: names of its layouts.
        bindings: charts for which it has a place.
        unknown: bindings to charts that there are not.
        lines: all this in words.
    """

    is_usable: bool
    layouts: tuple[str, ...]
    bindings: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: tuple[str, ...]


def check(template: bytes, words: Words, *, known: Collection[str] = ()) -> Report:
    """Look at a template before it is used.

    Args:
        template: the file.
        words: in the reader's language.
        known: ids of the charts there are; without them no binding is called unknown.
    """
    try:
        canvas = Canvas.of(template)
    except UnsafeFileError as error:
        return _refused([words(f"export.fault.{fault}") for fault in error.faults])
    except NoTitleError:
        return _refused([words("export.fault.no_title")])
    found = list(layouts(canvas.presentation))
    names = tuple(one.name for one in found)
    bound = dict.fromkeys(bound_to(one) for layout in found for one in layout.placeholders)
    bindings = tuple(one for one in bound if one)
    unknown = tuple(one for one in bindings if known and one not in known)
    lines = [words("export.template_layouts", count=len(names), usual=canvas.usual.name)]
    joint = words("export.join")
    if bindings:
        lines.append(words("export.template_bindings", names=joint.join(bindings)))
    else:
        lines.append(words("export.template_unbound"))
    if unknown:
        lines.append(words("export.template_unknown", names=joint.join(unknown)))
    return Report(
        is_usable=True, layouts=names, bindings=bindings, unknown=unknown, lines=tuple(lines)
    )


def _refused(lines: list[str]) -> Report:
    return Report(is_usable=False, layouts=(), bindings=(), unknown=(), lines=tuple(lines))
