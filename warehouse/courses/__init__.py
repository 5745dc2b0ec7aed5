"""What the course of one metric says: special months, the parts of a change, where it is heading.

Here belong: functions of the frames that the reader gives, which ask `warehouse.statistics` and
answer with frames. Not here: asking the warehouse, and words. To add an answer: a module, and its
question in ``dashboard/scenes/desk.py`` where it is dear enough to be kept.
"""
