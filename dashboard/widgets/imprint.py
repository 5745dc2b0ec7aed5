"""What an office adds to its briefing, as it is being written: imprint and distribution."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.exports.distribution import Distribution
from dashboard.exports.recipe import Recipe
from dashboard.text import LANGUAGES
from dashboard.text import words as words_of
from dashboard.widgets import basket, drafts, frame, state

IMPRINT = "imprint"
ROLES = ("prepared", "checked", "signed")
NUMBERS = ("issue", "copies")
BULLETIN_LISTS = ("reported_to", "sent_to", "issued_to")
OFFICES = ("copied_to", "printed_by")
SHORT, LONG = 80, 300
# A number of more digits is a slip of the hand.
MOST_DIGITS = 6


def recipe() -> Recipe:
    """Give the recipe of what is in the basket, with the imprint as written."""
    words = state.said()
    written = _written()
    lists = {name: written.get(name, "").strip() for name in (*BULLETIN_LISTS, *OFFICES)}
    return Recipe(
        title=written.get("title") or words("export.usual_title"),
        items=basket.items(),
        language=words.language,
        organisation=written.get("organisation", ""),
        mark=written.get("mark", ""),
        issue_number=_number(written.get("issue", "")),
        signatures=tuple(
            (words(f"briefing.{role}"), written[role]) for role in ROLES if written.get(role)
        ),
        distribution=Distribution(**lists, copies=_number(written.get("copies", ""))),
    )


def take(found: Recipe) -> None:
    """Write the imprint of a recipe into the form."""
    usual = {words_of(language)("export.usual_title") for language in LANGUAGES}
    lists = found.distribution
    _hold(
        {
            "title": "" if found.title in usual else found.title,
            "organisation": found.organisation,
            "mark": found.mark,
            "issue": _text(found.issue_number),
            "copies": _text(lists.copies),
            **{name: getattr(lists, name) for name in (*BULLETIN_LISTS, *OFFICES)},
            **_signed(found),
        }
    )


def _written() -> Mapping[str, str]:
    """Give what stands in the fields; what this browser wrote before, where this is a new visit."""
    if IMPRINT not in st.session_state:
        draft = drafts.read(IMPRINT)
        known = draft.items() if isinstance(draft, dict) else ()
        st.session_state[IMPRINT] = {name: str(text) for name, text in known}
    found: Mapping[str, str] = st.session_state[IMPRINT]
    return found


def _hold(fields: Mapping[str, str]) -> None:
    st.session_state[IMPRINT] = dict(fields)
    drafts.keep(IMPRINT, {name: text for name, text in fields.items() if text})


def _signed(found: Recipe) -> dict[str, str]:
    """Find the role of every signature by its word, in whatever language it was written."""
    roles = {
        words_of(language)(f"briefing.{role}"): role for language in LANGUAGES for role in ROLES
    }
    return {roles[word]: name for word, name in found.signatures if word in roles}


def _number(written: str) -> int | None:
    digits = written.strip()
    return int(digits) if _is_number(digits) else None


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def form() -> None:
    """Ask for title, office, mark, issue number, signatures, and who gets it."""
    words = state.said()
    frame.section(words("briefing.imprint"), words("briefing.imprint_note"))
    for field, label in (("title", "name"), ("organisation", "organisation"), ("mark", "mark")):
        _asked(field, words(f"briefing.{label}"))
    if recipe().is_classified:
        _warn(words("briefing.secret"))
    columns = st.columns([0.8, 1, 1, 1], gap="small")
    with columns[0]:
        _asked("issue", words("briefing.issue"))
    for column, role in zip(columns[1:], ROLES, strict=True):
        with column:
            _asked(role, words(f"briefing.{role}"))
    with st.expander(words("briefing.distribution")), st.container(gap=None):
        _distribution()
    for field in NUMBERS:
        written = _written().get(field, "").strip()
        if written and not _is_number(written):
            _warn(words("briefing.no_number", field=words(f"briefing.{field}")))


def _distribution() -> None:
    """Ask who gets a bulletin, who gets copies of a document, and who prints how many."""
    words = state.said()
    frame.hint(words("briefing.distribution_note"))
    for field in (*BULLETIN_LISTS, "copied_to"):
        _asked(field, words(f"briefing.{field}"), longest=LONG)
    left, right = st.columns([0.7, 0.3], gap="small")
    with left:
        _asked("printed_by", words("briefing.printed_by"))
    with right:
        _asked("copies", words("briefing.copies"))


def _warn(text: str) -> None:
    frame.block(Markup('<p class="worse hint">▼ {}</p>').format(text))


def _asked(field: str, label: str, *, longest: int = SHORT) -> None:
    key = f"imprint.{field}.{state.current().lang}"
    st.session_state[key] = _written().get(field, "")
    st.text_input(label, key=key, on_change=_write, args=(field, key), max_chars=longest)


def _write(field: str, key: str) -> None:
    _hold({**_written(), field: str(st.session_state[key])})
