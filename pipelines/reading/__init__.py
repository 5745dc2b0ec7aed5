"""Read delivered files as text, each record with the physical line it starts on.

Nothing here knows what a column means or guesses a type. CSV is read in this process; workbooks,
Parquet and GeoJSON are parsed by a child process with limits, because a hostile or broken file
may take its reader down. To add a format: a module with a function that yields `TextBatch`, and
a line in `pipelines.reading.delivery`.
"""
