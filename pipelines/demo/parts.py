"""The smallest parts of the district: which grid each belongs to in each epoch, and its size."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo import places
from pipelines.demo.plan import Plan
from pipelines.demo.redrawing import NONE, Net, changes, extra_parts
from pipelines.demo.sharing import share_out, spread_lognormal
from pipelines.demo.sites import Points, nearest_of, place_street
from pipelines.demo.streams import Streams

# At small scales a community has at least about this many grids, so that some can be merged.
GRIDS_A_COMMUNITY = 4
MERGED_SIZE = 0.55  # grids are merged because they are small
ODD_SIZES = {1.9: 0.012, 0.45: 0.02}  # some grids await their adjustment: factor and share


def make_parts(plan: Plan, streams: Streams) -> pl.DataFrame:
    """Make the district's parts.

    Returns:
        One row a part: ``part``, ``street`` and ``community`` (positions in the plan and in
        `places.communities`), ``is_dedicated``, ``is_urban``, ``longitude``, ``latitude``
        (GCJ-02), ``households``, ``residents``, ``houses``, ``units``; ``label_0`` … and
        ``community_0`` …, one for each epoch.
    """
    comprehensive, dedicated = _parts_by_community(plan)
    by_community = comprehensive + dedicated
    community = np.repeat(np.arange(len(by_community)), by_community)
    # Comprehensive parts stand first in each community.
    within = np.arange(len(community)) - np.repeat(
        np.cumsum(by_community) - by_community, by_community
    )
    is_dedicated = within >= comprehensive[community]
    centres, points = _sites(plan, by_community, streams)
    points = _shuffled_within(community, points, streams)
    epochs = len(plan.epoch_starts)
    net = Net(community, is_dedicated=is_dedicated, points=points, epochs=epochs)
    former = _nearest_other_community(centres)
    rng = streams.of("redrawing")
    for change in changes(plan):
        net.redraw(change, former=former, rng=rng)
    return pl.DataFrame(
        {
            "part": np.arange(len(community)),
            "street": _street_of_community(plan)[community],
            "community": community,
            "is_dedicated": is_dedicated,
            "longitude": points[:, 0],
            "latitude": points[:, 1],
            **{f"label_{epoch}": net.labels[epoch] for epoch in range(epochs)},
            **{f"community_{epoch}": net.communities[epoch] for epoch in range(epochs)},
            **_sizes(plan, net, is_dedicated=is_dedicated, streams=streams),
        }
    )


def _street_of_community(plan: Plan) -> NDArray[np.int64]:
    positions = {code: position for position, code in enumerate(plan.streets)}
    return np.array([positions[code] for code in places.communities()["street_code"]])


def _parts_by_community(plan: Plan) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Share the comprehensive and the dedicated parts out over the communities."""
    grids, essay = plan["grids"], plan["essay"]
    merged, closed = extra_parts(plan)
    is_village = places.communities()["is_village"].to_numpy()
    street = _street_of_community(plan)
    size = np.where(is_village, grids["village_weight"], grids["community_weight"])
    comprehensive = plan.scaled(essay["comprehensive"]) + merged
    most = max(1, comprehensive // GRIDS_A_COMMUNITY // len(plan.streets))
    is_used = _is_used(street, most=most) | (comprehensive >= GRIDS_A_COMMUNITY * len(street))
    weight = size * np.where(is_village, 1.0, plan.by_street("centre")[street]) * is_used
    works = plan.by_street("dedicated")[street] * np.where(is_village, 0.15, 1.0) * is_used
    dedicated = plan.scaled(essay["dedicated"]) + closed
    return share_out(comprehensive, weight), share_out(dedicated, works)


def _is_used(street: NDArray[np.int64], *, most: int) -> NDArray[np.bool_]:
    """Leave communities without grids where there are too few grids to go round."""
    position = np.arange(len(street))
    from_start = position - np.searchsorted(street, street)
    from_end = np.searchsorted(street, street, side="right") - 1 - position
    # Communities come first in the register, villages last: small districts have both.
    return np.where(street % 2 == 0, from_start, from_end) < most


def _sites(plan: Plan, by_community: NDArray[np.int64], streams: Streams) -> tuple[Points, Points]:
    street = _street_of_community(plan)
    placed = [
        place_street(code, by_community[street == position], streams=streams)
        for position, code in enumerate(plan.streets)
    ]
    return (
        np.concatenate([centres for centres, _ in placed]),
        np.concatenate([points for _, points in placed]),
    )


def _shuffled_within(community: NDArray[np.int64], points: Points, streams: Streams) -> Points:
    """Mix the points of each community, so that dedicated grids lie anywhere in it."""
    drawn = streams.of("sites", "order").random(len(points))
    return points[np.lexsort((drawn, community))]


def _nearest_other_community(centres: Points) -> NDArray[np.int64]:
    """Name for each community the nearest other one of its street."""
    plan_order = places.communities()["street_code"].to_numpy()
    found = np.arange(len(centres))
    for position in range(len(centres)):
        others = np.flatnonzero(
            (plan_order == plan_order[position]) & (np.arange(len(centres)) != position)
        )
        found[position] = others[nearest_of(centres[others], centres[[position]])[0]]
    return found


def _sizes(
    plan: Plan, net: Net, *, is_dedicated: NDArray[np.bool_], streams: Streams
) -> dict[str, NDArray[np.generic]]:
    """Draw households, residents, houses and units of every part."""
    grids, rng = plan["grids"], streams.of("sizes")
    count = len(is_dedicated)
    weight = spread_lognormal(rng, count, deviation=grids["households_spread"])
    weight *= rng.choice(
        [1.0, *ODD_SIZES], p=[1 - sum(ODD_SIZES.values()), *ODD_SIZES.values()], size=count
    )
    weight[net.kinds == "merged"] *= MERGED_SIZE
    residents = rng.poisson(grids["dedicated_residents"], count)
    households = rng.poisson(grids["dedicated_households"], count)
    is_rural = places.communities()["is_village"].to_numpy()[net.communities[-1]]
    exists = net.labels[-1] != NONE
    for setting, share in _setting_shares(plan):
        here = is_rural if setting == "rural" else ~is_rural
        total = round(plan.scaled(grids["residents"]) * share)
        total -= int(residents[here & is_dedicated & exists].sum())
        of_setting = here & ~is_dedicated
        noisy = weight * rng.uniform(0.95, 1.05, count)
        residents[of_setting] = share_out(total, noisy[of_setting])
        homes = round(total / grids["persons_per_household"][setting])
        households[of_setting] = share_out(homes, weight[of_setting])
    return {
        "is_urban": ~is_rural,
        "households": households,
        "residents": residents,
        "houses": np.round(households * rng.uniform(1.02, 1.15, count)).astype(np.int64),
        "units": rng.poisson(np.where(is_dedicated, 14, np.where(is_rural, 4, 9))),
    }


def _setting_shares(plan: Plan) -> list[tuple[str, float]]:
    urban: float = plan["grids"]["urban_share"]
    return [("urban", urban), ("rural", 1 - urban)]
