"""What a city may deliver: one module a source, its contract and what makes a row unique.

To add one: a module here with a contract and a `Source`, a line in ``SOURCES`` below, its
staging model ``warehouse/models/staging/stg_<name>.sql``, and a good and a bad file in
``tests/contracts/<name>/``.
"""

from pipelines.source import Source
from pipelines.sources.activities import ACTIVITIES
from pipelines.sources.annotations import ANNOTATIONS
from pipelines.sources.areas import AREAS
from pipelines.sources.grid_members import GRID_MEMBERS
from pipelines.sources.grids import GRIDS
from pipelines.sources.household_visits import HOUSEHOLD_VISITS
from pipelines.sources.key_households import KEY_HOUSEHOLDS
from pipelines.sources.matter_steps import MATTER_STEPS
from pipelines.sources.matters import MATTERS
from pipelines.sources.mediations import MEDIATIONS
from pipelines.sources.party_organisations import PARTY_ORGANISATIONS
from pipelines.sources.patrols import PATROLS
from pipelines.sources.rankings import RANKINGS
from pipelines.sources.survey_margins import SURVEY_MARGINS
from pipelines.sources.survey_responses import SURVEY_RESPONSES
from pipelines.sources.targets import TARGETS
from pipelines.sources.tasks import TASKS

SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        AREAS,
        GRIDS,
        GRID_MEMBERS,
        PARTY_ORGANISATIONS,
        PATROLS,
        KEY_HOUSEHOLDS,
        HOUSEHOLD_VISITS,
        MATTERS,
        MATTER_STEPS,
        TASKS,
        SURVEY_RESPONSES,
        SURVEY_MARGINS,
        MEDIATIONS,
        ACTIVITIES,
        RANKINGS,
        TARGETS,
        ANNOTATIONS,
    )
}
