"""Bring files in: from what a city sends to accepted rows in the lake.

Here belong: the contracts (`sources`), reading files as text with their line (`reading`),
converting and accepting rows, mapping foreign exports, the demonstration district (`demo`), and
the commands that an operator types. Not here: what a number means (`warehouse`) or how it looks
(`dashboard`, which this package never imports).

To add a source, see `pipelines.sources`. To add a file format, see `pipelines.reading`.
"""
