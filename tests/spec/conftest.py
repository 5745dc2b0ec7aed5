"""Every metric has a specification by example: ``test_<metric id>.py``."""

from pathlib import Path

import pytest

from tests.spec.world import Example


@pytest.fixture
def example(request) -> Example:
    """Give the examples of the metric that the test file is named for."""
    return Example(Path(request.path).stem.removeprefix("test_"))
