"""What the numbers are: the only package that knows DuckDB.

Here belong: the record of loads (`ledger`), the models that turn the lake into marts
(`models`), the metrics as data (`metrics`), the statistics as pure functions (`statistics`),
immutable published versions (`snapshots`), and `reader`, the only door the dashboard has.
Not here: reading delivered files (`pipelines`) and anything a person looks at (`dashboard`).

To add a metric: one file in ``metrics/`` and its spec test. To add a model: one file in
``models/<schema>/`` whose first lines say what a row is and its grain.
"""
