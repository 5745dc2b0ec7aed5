"""The models as data: one SELECT a file, ``<schema>/<table>.sql``, pasteable into a DuckDB shell.

``staging`` renames and casts, one model a source; ``reductions`` brings the two heavy sources,
patrols and steps, to the grain of grids and matters in a portable subset of SQL that also runs
on Spark; ``intermediate`` joins and counts; ``marts`` is what is published. A model reads only
from its own or an earlier tier. Its first lines say what a row is and state the grain, which
the build runs as a uniqueness check.
"""
