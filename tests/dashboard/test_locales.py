"""Every word a page needs is there, in both languages, and no other."""

import re
import tomllib
from itertools import chain, product

import pytest

from dashboard.app import PAGES
from dashboard.charts.spec import Tone
from dashboard.stories.phrases import SMALL
from dashboard.text import LANGUAGES, words
from dashboard.view import COMPARISONS
from pipelines.contract import Kind as FieldKind
from pipelines.demo.plan import PLAN_FILE
from pipelines.request import MODES
from pipelines.sources import SOURCES
from tests.dashboard.keys_in_code import (
    BLANK,
    asked,
    blanks,
    patterns,
    texts_of,
    texts_of_definitions,
)
from warehouse.catalog import LEVELS, PILLARS, Interval, metrics
from warehouse.delivered_rows import SOURCES as EVIDENCE
from warehouse.evidence import EVENTS
from warehouse.periods import PeriodKind
from warehouse.reasons_withheld import Reason
from warehouse.statistics import Outcome, Polarity

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
WIDE = re.compile("[\u2018\u2019\u201c\u201d\u3000-\u303f\uff00-\uff5e]")
KEYS = sorted(words("zh").keys() | words("en").keys())
# What Chinese pages write in Latin letters, and English ones in Chinese.
LATIN_IN_CHINESE = {"bar.en"}
CHINESE_IN_ENGLISH = {"bar.zh"}
CHOICES = {
    choice
    for name, shown in EVIDENCE.items()
    for field in SOURCES[name].fields
    if field.name in shown.columns and field.kind is FieldKind.CHOICE
    for choice in field.values.values()
}
# The contract leaves the outcomes of a step free; call-backs have these.
CALL_BACKS = {"solved_satisfied", "solved_dissatisfied", "unsolved", "unreached"}
FIELDS = {
    *chain.from_iterable((*shown.columns, *shown.masked) for shown in EVIDENCE.values()),
    *chain.from_iterable(EVENTS.values()),
}
UNITS = {metric.unit for metric in metrics().values()}
OFFICES = {office for metric in metrics().values() for office in (metric.owner, metric.checked_by)}
PLANNED = tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))
# What the demonstration's matters, tasks and mediations are classed as.
DELIVERED = {
    *PLANNED["matters"]["categories"],
    *PLANNED["tasks"]["on_list"],
    *PLANNED["tasks"]["errands"],
    *PLANNED["mediations"]["kinds"],
}
VOCABULARIES = {
    "class": DELIVERED,
    "withheld": Reason,
    "verdict.target": (Outcome.BETTER, Outcome.WORSE, Outcome.SIMILAR, Outcome.NOT_COMPARED),
    "verdict.range": (Outcome.HIGHER, Outcome.LOWER, Outcome.SIMILAR, Outcome.NOT_COMPARED),
    "verdict": (Tone.SMALL, Tone.PROVISIONAL),
    "status": (
        *(Outcome.BETTER, Outcome.WORSE, Outcome.SIMILAR, Outcome.NOT_COMPARED),
        *(Tone.SMALL, Tone.PROVISIONAL, Tone.WITHHELD),
    ),
    "period": PeriodKind,
    "polarity": Polarity,
    "method": Interval,
    "level": LEVELS,
    "pillar": PILLARS,
    "frame": PILLARS,
    "definitions": PILLARS,
    "unit": UNITS,
    "office": OFFICES,
    "against": COMPARISONS,
    "source": SOURCES,
    "mode": MODES,
    "bar": LANGUAGES,
    "code": {*CHOICES, *CALL_BACKS, "true", "false"},
    "field": FIELDS,
    "page": [entry.name for entry in PAGES],
}


def text_of(language: str, key: str) -> str:
    return words(language).blanks(key)


def test_both_languages_have_the_same_keys():
    assert words("zh").keys() == words("en").keys()


def test_both_languages_have_the_same_blanks():
    assert [key for key in KEYS if blanks(text_of("zh", key)) != blanks(text_of("en", key))] == []


def test_chinese_is_chinese():
    bare = {key: re.sub(r"\{\w+\}", "", text_of("zh", key)) for key in KEYS}
    foreign = {
        key: text for key, text in bare.items() if LATIN.search(text) and not HAN.search(text)
    }
    assert foreign.keys() - LATIN_IN_CHINESE == set()


def test_english_is_english():
    assert {key for key in KEYS if HAN.search(text_of("en", key))} == CHINESE_IN_ENGLISH


def test_english_punctuation_is_narrow():
    # Curly quotes too are as wide as a character in a Chinese font.
    assert [key for key in KEYS if WIDE.search(text_of("en", key))] == []


@pytest.mark.parametrize(("section", "members"), VOCABULARIES.items(), ids=VOCABULARIES)
def test_what_the_warehouse_may_say_has_its_words(section, members):
    joint = "_" if section in {"verdict.target", "verdict.range"} else "."
    wanted = {f"{section}{joint}{member}" for member in members}
    assert wanted <= words("zh").keys()


def test_every_key_the_code_asks_for_exists():
    missing = [
        f"{one.key} ({one.place})"
        for one in asked()
        if not any(one.pattern.fullmatch(key) for key in KEYS)
        and one.key.replace(BLANK, "")  # wholly computed: its parts are tested above
    ]
    assert missing == []


def test_every_blank_is_filled_where_the_words_are_asked_for():
    unfilled = [
        f"{one.key} ({one.place}) lacks {lacking}"
        for one, language in product(asked(), LANGUAGES)
        if not one.is_open and BLANK not in one.key and one.key in KEYS
        if (lacking := blanks(text_of(language, one.key)) - one.filled)
    ]
    assert unfilled == []


def test_no_key_is_left_over():
    spoken = texts_of("dashboard")
    known = spoken | texts_of("warehouse", "pipelines") | texts_of_definitions()
    known |= CALL_BACKS | DELIVERED | {"true", "false"}
    shapes = patterns()

    def is_used(key: str) -> bool:
        if key in spoken:
            return True
        found = (pattern.fullmatch(key) for pattern in shapes)
        return any(match and known.issuperset(match.groups()) for match in found)

    assert [key for key in KEYS if not is_used(key)] == []


def test_small_numbers_are_words_to_the_same_length():
    assert len(SMALL["zh"]) == len(SMALL["en"])
    assert all(len(set(of_language)) == len(of_language) for of_language in SMALL.values())
