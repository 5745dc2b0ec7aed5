"""Like is compared with like: what is said of a street is what the tests found, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.likes import context_table
from dashboard.exports.native import NativeTable
from dashboard.exports.translate import native
from dashboard.stories import likes as story
from dashboard.stories.phrases import listed
from tests.dashboard.boards import BOTH, MANY, STREETS, ZH, boards, says
from tests.dashboard.test_stories_compare import FACE, names_in
from tests.warehouse.test_likeness import CODES, contexts
from warehouse.catalog import metrics
from warehouse.likeness import VARIABLES, likeness, told_apart
from warehouse.statistics import Outcome

METRIC = metrics()["sv_satisfaction"]
SHORT = {code: (zh.removesuffix("街道"), en) for code, (zh, en) in zip(CODES, STREETS, strict=True)}


def short(code: str, words) -> str:
    return SHORT[code][0 if words is ZH else 1]


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_title_names_the_streets_by_what_was_found_of_them(board, words):
    metric, values = board
    own, *others = values["area_code"][:4]
    said = told_apart(values, metric, own=own, others=others)
    title = story.likes_title(values, own, said, metric, words)
    found = set(said.values())
    assert says(title, "likes.nothing", words) == (not others)
    assert says(title, "likes.alike", words) == (found == {Outcome.SIMILAR})
    assert says(title, "likes.not_judged", words) == (found == {Outcome.NOT_COMPARED})
    if not others or found in ({Outcome.SIMILAR}, {Outcome.NOT_COMPARED}):
        return
    assert names_in(title, words) == {short(code, words) for code in (own, *others)}
    for outcome in found:
        names = [short(code, words) for code, one in said.items() if one is outcome]
        assert says(title, f"likes.{outcome}", words, names=listed(names, words))


@MANY
@given(contexts(), st.sampled_from(BOTH))
def test_the_table_has_the_chosen_street_first_and_the_others_by_distance(context, words):
    like = likeness(context, CODES[0])
    chart = context_table(context, like, face=FACE, words=words)
    assert sorted(row.key for row in chart.rows) == sorted(context["area_code"])
    assert chart.rows[0].is_own
    distances = [row.distance for row in chart.rows[1:] if row.distance is not None]
    assert distances == sorted(distances)
    assert [row.key for row in chart.rows if row.is_near] == list(like.nearest)
    by_code = {row["area_code"]: row for row in context.to_dicts()}
    for row in chart.rows:
        assert [cell.value for cell in row.cells] == [by_code[row.key][one] for one in VARIABLES]
        assert all(cell.text for cell in row.cells)
    (made,) = native(chart)
    assert isinstance(made, NativeTable)
    assert {len(row) for row in made.rows} == {len(made.columns)}
    assert [row[-1].value for row in made.rows] == [row.distance for row in chart.rows]


@MANY
@given(contexts(), st.sampled_from(BOTH))
def test_the_title_of_the_table_names_the_nearest_in_their_order(context, words):
    like = likeness(context, CODES[0])
    texts = story.context_texts(context, like, period="2020", words=words)
    names = [short(code, words) for code in like.nearest]
    assert says(texts.title, "likes.nothing", words) == (not names)
    if names:
        known = {"name": short(CODES[0], words), "names": listed(names, words)}
        assert says(texts.title, "likes.nearest", words, **known)


@MANY
@given(contexts(), st.sampled_from(BOTH))
def test_what_context_leaves_out_is_said(context, words):
    like = likeness(context, CODES[0])
    notes = list(story.likes_notes(context, like, METRIC, words))
    assert words("likes.left_out") in notes
    assert (words("likes.tested") in notes) == bool(like.nearest)
    unknown = any(says(one, "likes.unknown", words) for one in notes)
    assert unknown == bool(like.order and len(like.order) < context.height - 1)
