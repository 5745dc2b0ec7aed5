"""Read delivered files as text, each record with the physical line it starts on.

Nothing here knows what a column means or guesses a type. `delivery` opens a file, after `facts`
has digested it and told its format; what comes of it is described in `batch`. CSV is read in
this process (`text`). Workbooks, Parquet and GeoJSON are parsed by a `child` process under limits
(`apart`), because a hostile or broken file may take its reader down; it sends its rows by `wire`,
and `table` makes them records.

To add a format: its first bytes in `format`; a module with ``read(file, *, sheet)`` that gives a
`wire.Preface` and parcels of rows; a line in `table.READERS`.
"""
