"""Bullet rows as an HTML table: every target on one line, right is always better."""

from collections.abc import Callable

from markupsafe import Markup

from dashboard.charts.markup.parts import CLASSES, behind, change, joined, led, status
from dashboard.charts.spec import BulletRow, BulletTable, Tone

# The target stands at this share of the track, the floor at its beginning.
GOAL = 75.0
ROW = Markup(
    '<tr><th scope="row" class="c-name"><small>{}</small>{}</th><td class="c-track">{}</td>'
    '<td class="num c-num"><b>{}</b><small>{}</small></td><td class="c-st">{}</td>'
    '<td class="c-chg" data-label="{}">{}</td><td class="c-weak" data-label="{}">{}</td></tr>'
)
HEAD = Markup(
    '<tr><th class="c-name">{}</th><th class="c-track"><div class="scale"><span>{}</span>'
    '<span class="at">{}</span></div></th><th class="num c-num">{}</th>'
    '<th class="c-st">{}</th><th class="c-chg">{}</th><th class="c-weak">{}</th></tr>'
)


def bullet_markup(
    table: BulletTable,
    *,
    language: str,
    link: Callable[[str], str],
    course: Callable[[str], str],
) -> Markup:
    """Set one row a metric; its name leads to its definition, its change to its course.

    Args:
        table: what is shown.
        language: of its words.
        link: gives where the name of a metric leads.
        course: gives where its change leads.
    """
    _, _, _, _, _, change_title, behind_title = table.columns
    body = joined(
        ROW.format(
            row.group,
            behind(row.name, link(row.key)),
            _track(row),
            row.value_text,
            row.interval_text or row.reason,
            status(row.verdict),
            change_title,
            led(change(row.change), course(row.key)),
            behind_title,
            _behind(row),
        )
        for row in table.rows
    )
    return Markup(
        '<table class="bul {}" aria-label="{}"><thead>{}</thead><tbody>{}</tbody></table>'
    ).format(language, table.face.alt, HEAD.format(*table.columns), body)


def _behind(row: BulletRow) -> Markup:
    if not row.behind.text:
        return Markup("")
    name = CLASSES.get(row.behind.tone, "" if row.behind.tone is Tone.PLAIN else "mute")
    return Markup('<span class="{}">{}</span>').format(name, row.behind.text)


def _position(value: float, row: BulletRow) -> float:
    """Tell where a value stands between floor and target, in per cent of the track."""
    if row.floor is None or row.target is None or row.target == row.floor:
        return 0.0
    return max(0.0, min(100.0, GOAL * (value - row.floor) / (row.target - row.floor)))


def _track(row: BulletRow) -> Markup:
    """Draw bands from floor to target, a tick a street, the interval, the mark, the target."""
    if row.target is None or row.value is None:
        return Markup('<div class="track none"></div>')
    ticks = joined(
        Markup('<i class="tick{}" style="left:{:.1f}%"></i>').format(
            " out" if is_out else "", _position(value, row)
        )
        for value, is_out in row.peers
    )
    bar = Markup("")
    if row.low is not None and row.high is not None:
        start, end = sorted((_position(row.low, row), _position(row.high, row)))
        bar = Markup('<i class="ci" style="left:{:.1f}%;width:{:.1f}%"></i>').format(
            start, end - start
        )
    kind = CLASSES.get(row.tone, "hollow" if row.tone is Tone.SMALL else "same")
    dot = Markup('<i class="dot {}" style="left:{:.1f}%"></i>').format(
        kind, _position(row.value, row)
    )
    return Markup('<div class="track">{}<i class="goal"></i>{}{}</div>').format(ticks, bar, dot)
