"""What tests of exports share."""

import pytest

from dashboard.exports.briefing import Briefing
from dashboard.text import LANGUAGES
from tests.exports.briefings import briefing


@pytest.fixture(params=LANGUAGES)
def made(request) -> Briefing:
    """A small briefing with one chart of every kind, once a language."""
    return briefing(request.param)
