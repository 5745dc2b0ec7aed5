"""Small pieces of markup."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.charts.spec import Said, Tone

CLASSES = {Tone.BETTER: "better", Tone.WORSE: "worse"}


def joined(parts: Iterable[Markup]) -> Markup:
    """Put pieces one after the other."""
    return Markup("").join(parts)


def behind(name: str, href: str) -> Markup:
    """Write a name that leads to what lies behind its number."""
    return Markup('<a class="behind" href="{}" target="_self">{}</a>').format(href, name)


def led(content: Markup, href: str) -> Markup:
    """Let written words lead somewhere."""
    return Markup('<a class="behind" href="{}" target="_self">{}</a>').format(href, content)


def status(said: Said) -> Markup:
    """Write a verdict: coloured and bold only where it claims something."""
    return Markup('<span class="st {}">{}</span>').format(CLASSES.get(said.tone, "same"), said.text)


def change(said: Said) -> Markup:
    """Write a change; one that proves nothing is grey, with a note."""
    if said.tone in CLASSES:
        return Markup('<span class="{}">{}</span>').format(CLASSES[said.tone], said.text)
    note = Markup(" <small>{}</small>").format(said.note) if said.note else Markup("")
    return Markup('<span class="mute">{}</span>{}').format(said.text, note)
