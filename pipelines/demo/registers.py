"""Everything about the district that is not an event: places, grids, people, organisations."""

from dataclasses import dataclass

import polars as pl

from pipelines.demo import areas
from pipelines.demo.grids import NetOfEpoch, coded_parts, make_nets, make_versions
from pipelines.demo.households import (
    Households,
    count_households,
    list_rows,
    make_listings,
    paired,
)
from pipelines.demo.members import make_postings
from pipelines.demo.outlines import grid_outlines
from pipelines.demo.parts import make_parts
from pipelines.demo.party import make_party
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams

# Beyond this many grids their outlines would be a heavy file, and nobody could see them apart.
MOST_OUTLINES = 5_000


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers, as frames with the columns of their contracts.

    Attributes:
        parts: see `make_parts`; not delivered.
        nets: the grids of each epoch; not delivered.
        households: every household; not delivered.
        listings: see `make_listings`; not delivered.
        upper_areas: the district and its streets.
        communities: communities and villages.
        civil_codes: the streets under their other codes.
        grids: every version of every grid.
        outlines: an illustrative outline for each current grid; none for very large districts.
        postings: of grid members.
        party: party organisations.
        key_households: the list of households to be visited.
    """

    parts: pl.DataFrame
    nets: tuple[NetOfEpoch, ...]
    households: Households
    listings: pl.DataFrame
    upper_areas: pl.DataFrame
    communities: pl.DataFrame
    civil_codes: pl.DataFrame
    grids: pl.DataFrame
    outlines: pl.DataFrame | None
    postings: pl.DataFrame
    party: pl.DataFrame
    key_households: pl.DataFrame


def make_registers(plan: Plan, streams: Streams) -> Registers:
    """Make every register of the district."""
    parts = make_parts(plan, streams)
    coded = coded_parts(parts, plan=plan)
    nets = make_nets(coded, plan=plan, part_count=parts.height)
    current = nets[-1].grids
    versions = make_versions(coded, plan=plan)
    party = make_party(versions, plan=plan, streams=streams)
    households = count_households(parts, streams=streams)
    listings = make_listings(parts, households, plan=plan, streams=streams)
    on_the_list = list_rows(listings, coded, households=households, plan=plan)
    return Registers(
        parts,
        nets,
        households,
        listings,
        upper_areas=areas.upper_areas(current, plan=plan),
        communities=areas.communities(current, plan=plan),
        civil_codes=areas.civil_codes(plan=plan),
        grids=versions,
        outlines=grid_outlines(current) if current.height <= MOST_OUTLINES else None,
        postings=make_postings(parts, coded, plan=plan, streams=streams),
        party=party,
        key_households=paired(on_the_list, party),
    )
