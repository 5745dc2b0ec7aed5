"""The desk of this run, and what its view looks at."""

from dashboard import data
from dashboard.scenes.look import Look
from dashboard.widgets import state


def desk() -> data.KeptDesk:
    """Give the desk that speaks the reader's language."""
    return data.desk(state.current().lang)


def current() -> Look:
    """Tell what this run looks at.

    Raises:
        NothingToShowError: there are no areas, or no periods.
    """
    return Look.of(desk(), state.current())
