"""How the net of grids is redrawn: split, merged, moved to another community, closed, opened.

The smallest pieces are *parts*: a grid that is split later consists of several parts from the
start, a merged grid of two. Every part takes part in one change at most. In each epoch (the time
between two redrawings) a part carries a label; parts with the same label are one grid, and -1
says that there is no grid yet or no longer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.demo.plan import Plan
from pipelines.demo.sites import Points

NONE = -1


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change at one redrawing.

    Attributes:
        kind: ``split``, ``merged``, ``moved``, ``closed`` or ``opened``.
        epoch: the first epoch that sees it.
        count: how many grids it happens to.
        parts: how many parts take part in each.
    """

    kind: str
    epoch: int
    count: int
    parts: int = 1

    @property
    def is_of_dedicated(self) -> bool:
        """Whether it happens to dedicated grids."""
        return self.kind in {"closed", "opened"}


def changes(plan: Plan) -> list[Change]:
    """List what happens at each redrawing, those that need most neighbours first."""
    grids = plan["grids"]
    found = []
    for position, splits in enumerate(grids["splits"]):
        epoch = position + 1
        found += [
            Change("split", epoch, plan.scaled(splits["into_three"]), 3),
            Change("split", epoch, _some(plan, splits["into_two"]), 2),
            Change("merged", epoch, _some(plan, grids["merges"][position]), 2),
            Change("moved", epoch, _some(plan, grids["moves"][position])),
            Change("closed", epoch, _some(plan, grids["closures"][position])),
            Change("opened", epoch, _some(plan, grids["openings"][position])),
        ]
    return sorted(found, key=lambda change: -change.parts)


def _some(plan: Plan, count: int) -> int:
    return max(1, plan.scaled(count))


def extra_parts(plan: Plan) -> tuple[int, int]:
    """Tell how many parts there are beyond the final grids: comprehensive and dedicated."""
    planned = changes(plan)
    merged = sum(change.count for change in planned if change.kind == "merged")
    closed = sum(change.count for change in planned if change.kind == "closed")
    return merged, closed


class Net:
    """The parts and their labels, while it is being redrawn.

    Attributes:
        labels: epoch × part → label.
        communities: epoch × part → position of the community.
        kinds: part → kind of the change it takes part in, empty for none.
    """

    def __init__(
        self,
        community: NDArray[np.int64],
        *,
        is_dedicated: NDArray[np.bool_],
        points: Points,
        epochs: int,
    ) -> None:
        count = len(community)
        self.labels = np.tile(np.arange(count), (epochs, 1))
        self.communities = np.tile(community, (epochs, 1))
        self.kinds = np.full(count, "", dtype="<U8")
        self._community = community
        self._is_dedicated = is_dedicated
        self._points = points
        self._next_label = count

    def redraw(
        self, change: Change, *, former: NDArray[np.int64], rng: np.random.Generator
    ) -> None:
        """Let ``change`` happen to grids drawn by chance.

        Args:
            change: what happens and how often.
            former: for each community, the one that a moved grid belonged to before.
            rng: where the numbers come from.
        """
        for _ in range(change.count):
            parts = self._neighbours(change, rng)
            self.kinds[parts] = change.kind
            before, since = slice(0, change.epoch), slice(change.epoch, None)
            if change.kind == "split":
                self.labels[before, parts] = self._new_label()
            elif change.kind == "merged":
                self.labels[since, parts] = self._new_label()
            elif change.kind == "closed":
                self.labels[since, parts] = NONE
            elif change.kind == "opened":
                self.labels[before, parts] = NONE
            else:
                self.communities[before, parts] = former[self._community[parts]]

    def _new_label(self) -> int:
        self._next_label += 1
        return self._next_label

    def _neighbours(self, change: Change, rng: np.random.Generator) -> NDArray[np.int64]:
        """Draw a part that nothing happened to yet, and its nearest such neighbours."""
        free = (self.kinds == "") & (self._is_dedicated == change.is_of_dedicated)
        by_community = np.bincount(self._community[free], minlength=self._community.max() + 1)
        roomy = by_community >= change.parts
        first = rng.choice(np.flatnonzero(free & roomy[self._community]))
        near = np.flatnonzero(free & (self._community == self._community[first]))
        distance = ((self._points[near] - self._points[first]) ** 2).sum(axis=1)
        return near[np.argsort(distance, kind="stable")[: change.parts]]
