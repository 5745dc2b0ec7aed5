"""Colours of tones on paper, as the screen has them by day."""

from dashboard.charts.drawn.paint import mark_colour, word_colour
from dashboard.charts.spec import Tone
from dashboard.theme import LIGHT


def of_mark(tone: Tone) -> str:
    """Give the colour of a mark."""
    return mark_colour(tone, LIGHT)


def of_words(tone: Tone) -> str:
    """Give the colour of words."""
    return word_colour(tone, LIGHT, plain=LIGHT.ink)


def of_ground(tone: Tone) -> str:
    """Give the colour behind words that make a claim; paper behind those that make none."""
    grounds = {Tone.BETTER: LIGHT.better_soft, Tone.WORSE: LIGHT.worse_soft}
    return grounds.get(tone, LIGHT.paper)
