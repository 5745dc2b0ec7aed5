"""Sentences on pages: each is computed from the numbers it names, in the reader's language.

A story takes the same frames as the chart below it and words; it reads and decides nothing
else. To change what a sentence says, change its words; to change when it says so, change it here.
"""
