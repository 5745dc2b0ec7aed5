"""A briefing in the formats an office uses: the same charts as the screen, to be edited there."""
