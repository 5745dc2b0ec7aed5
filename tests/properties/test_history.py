"""Any history of loads leaves what a plain dictionary would hold."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.load.city import account, table

MONTHS = ("2020-01", "2020-02")
ROW = st.fixed_dictionaries(
    {
        "patrol_id": st.sampled_from(["P1", "P2", "P3", "P4"]),
        "started_at": st.sampled_from([f"{month}-05 08:00:00" for month in MONTHS]),
        "findings": st.integers(0, 1),
    }
)
LOAD = st.tuples(
    st.sampled_from(["append", "upsert", "replace", *MONTHS]), st.lists(ROW, min_size=1, max_size=5)
)


class Model:
    """What is held, by key; and what becomes of each load."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, int]] = {}

    def load(self, mode, rows) -> tuple[int, int, int]:
        """Load rows; give how many are accepted, quarantined and skipped."""
        quarantined = 0
        if mode in MONTHS:
            outside = [row for row in rows if not row["started_at"].startswith(mode)]
            quarantined += len(outside)
            rows = [row for row in rows if row not in outside]
        contents: dict[str, list[tuple[str, int]]] = {}
        for row in rows:
            contents.setdefault(row["patrol_id"], []).append((row["started_at"], row["findings"]))
        torn = {key for key, found in contents.items() if len(set(found)) > 1}
        quarantined += sum(len(contents.pop(key)) for key in torn)
        skipped = sum(len(found) - 1 for found in contents.values())
        if mode in {"replace", *MONTHS}:
            # Without a row there is nothing that replaces.
            if contents:
                self._take_away("" if mode == "replace" else mode)
                self.held |= {key: found[0] for key, found in contents.items()}
            return len(contents), quarantined, skipped
        counts = Counter(self._add(mode, key, found[0]) for key, found in contents.items())
        return counts["new"], quarantined + counts["other"], skipped + counts["same"]

    def _take_away(self, month) -> None:
        self.held = {key: row for key, row in self.held.items() if not row[0].startswith(month)}

    def _add(self, mode, key, content) -> str:
        if self.held.get(key) == content:
            return "same"
        if key in self.held and mode == "append":
            return "other"
        self.held[key] = content
        return "new"


@settings(max_examples=30, deadline=None)
@given(history=st.lists(LOAD, min_size=2, max_size=6))
def test_any_history_of_loads_is_kept_as_a_dictionary_would(new_city, history):
    city, model = new_city(), Model()
    for number, (mode, rows) in enumerate(history):
        # A column of its own keeps a file's bytes from being known.
        content = table("patrols", *({**row, "ended_at": None} for row in rows)).replace(
            "patrol_id", f"patrol_id (load {number})", 1
        )
        options = ["--mode", "replace" if mode in MONTHS else mode]
        if options[1] == "replace":
            options += ["--scope", "all" if mode == "replace" else f"month={mode}"]
        said = city.load(city.deliver(f"patrols_{number}.csv", content), *options)
        assert account(said.file) == model.load(mode, rows), (number, mode)
        held = city.rows("patrols", "patrol_id", "started_at::varchar", "findings")
        assert {key: (at, findings) for key, at, findings in held} == model.held
        assert len(held) == len(model.held)
