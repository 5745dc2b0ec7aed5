"""Read CSV: as fast as a block at a time can be read, as exact as one record at a time.

Bytes become UTF-8 with plain line ends (`stream`, after `scan` has found the encoding); the
header is found (`head`); then each block is laid out (`layout`) and read at once (`blocks`),
except for what the grammar (`grammar`) has to part record by record (`tray`). Both ways give
the same, which the tests hold against Python's own reader.
"""
