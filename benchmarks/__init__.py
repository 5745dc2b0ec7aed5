"""What the product costs in time and memory: measured, printed, never asserted in a test.

Each module is one part: ``measure(work)`` takes a folder to work in and gives its figures.
``python -m benchmarks`` runs every part and writes ``docs/benchmarks.md``; ``python -m
benchmarks build pages`` runs some and only prints. Figures are of one machine on one day, so
ratios taken within a run carry further than seconds.

To add a part: a module with ``measure``.
"""
