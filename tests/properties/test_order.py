"""The order of rows never matters, nor how they are cut into deliveries."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.load.city import account, table

GOOD = [{"patrol_id": f"P{number}", "findings": number} for number in range(4)]
POOL = [
    *GOOD,
    GOOD[0],
    {**GOOD[1], "findings": 99},
    {**GOOD[2], "started_at": "gestern"},
    {**GOOD[3], "ended_at": "2020-03-01 08:00:00"},
    {"patrol_id": None},
]
ROWS = st.lists(st.sampled_from(POOL), max_size=12)
SETTINGS = settings(max_examples=25, deadline=None)
CONTENT = ("patrol_id", "grid_code", "started_at", "ended_at", "findings")


def held(city):
    return city.rows("patrols", *CONTENT)


@SETTINGS
@given(rows=ROWS, data=st.data())
def test_the_order_of_rows_in_a_file_does_not_matter(new_city, rows, data):
    shuffled = data.draw(st.permutations(rows))
    one, other = new_city(), new_city()
    said, again = (
        city.load(city.deliver("patrols.csv", table("patrols", *order)))
        for city, order in ((one, rows), (other, shuffled))
    )
    assert account(said.file) == account(again.file)
    assert said.file["reasons"] == again.file["reasons"]
    assert held(one) == held(other)


@SETTINGS
@given(rows=ROWS.map(lambda rows: [one for one in rows if one in GOOD]), data=st.data())
def test_how_rows_are_cut_into_loads_does_not_matter(new_city, rows, data):
    cut = data.draw(st.integers(0, len(rows)))
    whole, parted = new_city(), new_city()
    whole.load(whole.deliver("patrols.csv", table("patrols", *rows)))
    for number, piece in enumerate((rows[cut:], rows[:cut])):
        parted.load(parted.deliver(f"patrols_{number}.csv", table("patrols", *piece)))
    assert held(whole) == held(parted)


@SETTINGS
@given(rows=ROWS, mode=st.sampled_from(["append", "upsert"]))
def test_loading_the_same_again_changes_nothing(new_city, rows, mode):
    city = new_city()
    city.load(city.deliver("a.csv", table("patrols", *rows)), "--mode", mode)
    before = held(city)
    # Another column keeps the bytes from being known.
    again = city.deliver("patrols_b.csv", table("patrols", *rows, columns=("remark",)))
    said = city.load(again, "--mode", mode)
    assert account(said.file)[0] == 0
    assert held(city) == before
