"""Pieces of sentences: lists of names, small numbers as words."""

from collections.abc import Sequence

from dashboard.text import Words

# Two of something is 两, not 二.
SMALL = {
    "zh": ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
    "en": (
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
}


def listed(names: Sequence[str], words: Words) -> str:
    """Join names as a sentence does: ``甲、乙``; ``A, B and C``."""
    if words.language == "zh":
        return "、".join(names)
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, words: Words) -> str:
    """Write a small number as a word, a larger one as digits."""
    small = SMALL[words.language]
    return small[number] if 0 <= number < len(small) else str(number)


def field_name(field: str, words: Words) -> str:
    """Name a field of a contract; a header in the delivery's own words stays as it is."""
    key = f"field.{field}"
    return words(key) if words.has(key) else field


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
