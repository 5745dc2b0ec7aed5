"""Readers open while versions are published, killed, rolled back: each sees one whole version."""

import threading

from tests.faults.server import Task
from tests.load.city import DONE, table
from warehouse.connection import Warehouses, open_current
from warehouse.snapshots import current_id, versions

READERS = 4
ROUNDS = 12
COUNTED = "select sum(patrol_count) as patrols from marts.fct_grid_months"


class Witness(threading.Thread):
    """Asks again and again, as a page does, and notes what does not fit together."""

    def __init__(self, warehouses, expected) -> None:
        super().__init__()
        self._warehouses = warehouses
        self._expected = expected
        self._has_ended = threading.Event()
        self.seen = set()
        self.wrong = []
        self.reads = 0

    def run(self) -> None:
        while not self._has_ended.is_set():
            warehouse = self._warehouses.current()
            found = warehouse.ask(COUNTED).item()
            again = warehouse.ask(COUNTED).item()
            loads = warehouse.version.loads
            self.seen.add(warehouse.version.version_id)
            self.reads += 1
            if not found == again == self._expected[loads]:
                self.wrong.append((warehouse.version.version_id, found, again))

    def end(self) -> None:
        self._has_ended.set()
        self.join()


def test_readers_see_whole_versions_while_others_are_published(town, server):
    first = versions(town.data_dir)[0]
    more = ({"patrol_id": f"P{number}"} for number in range(1, 8))
    town.load(town.deliver("patrols.csv", table("patrols", *more)))
    assert town.run("build").code == DONE
    second = versions(town.data_dir)[0]
    witnesses = [
        Witness(Warehouses(town.data_dir), {first.loads: 1, second.loads: 8})
        for _ in range(READERS)
    ]
    for witness in witnesses:
        witness.start()
    data, published = str(town.data_dir.root), set()
    for number in range(ROUNDS):
        server.run(Task("publish", data))
        server.run(Task("publish", data, at_point=1 + 5 * (number % 8)))
        server.run(Task("rollback", data))
        published.add(current_id(town.data_dir))
    for witness in witnesses:
        witness.end()
    assert [one for witness in witnesses for one in witness.wrong] == []
    assert all(witness.reads >= ROUNDS for witness in witnesses)
    assert len(set.union(*(witness.seen for witness in witnesses))) > 1


def test_a_reader_keeps_a_version_that_is_retired(town, server):
    held = open_current(town.data_dir)
    for _ in range(6):
        server.run(Task("publish", str(town.data_dir.root)))
    assert held.version.version_id not in {one.version_id for one in versions(town.data_dir)}
    assert held.ask(COUNTED).item() == 1
    held.close()
