"""Write the deliveries of a demonstration district, invented from a seed.

Here belong: the plan of what is true (`truth.toml`), the real names and codes it stands on
(`places`), and what turns both into the files a district sends. Not here: reading those files
(`pipelines.reading`) or saying what they mean (`warehouse`).

To plant a pattern: an entry under ``[[patterns]]`` in ``truth.toml``, the code that follows it,
and a teller in `realised` that says what came of it. To add a kind of bad row: an entry in
``defects.toml``.
"""

from pipelines.demo.delivering import TRUTH, write
from pipelines.demo.files import WrittenFile
from pipelines.demo.plan import ImpossibleScaleError, Scenario

__all__ = ["TRUTH", "ImpossibleScaleError", "Scenario", "WrittenFile", "write"]
