"""Deliver bytes under a name and see what comes of them."""

import pytest

from pipelines.refusal import RefusedFileError
from tests.reading.reading import outcome_of
from warehouse.reasons import reasons


@pytest.fixture
def deliver(tmp_path):
    def deliver(content: bytes, name: str = "patrols.csv", **more):
        path = tmp_path / name
        path.write_bytes(content)
        return outcome_of(path, **more)

    return deliver


@pytest.fixture
def refusal(deliver):
    """Deliver what must be refused; give the reason and its details."""

    def refusal(content: bytes, name: str = "patrols.csv", **more):
        with pytest.raises(RefusedFileError) as refused:
            deliver(content, name, **more)
        assert refused.value.reason in reasons()
        return refused.value.reason, refused.value.details

    return refusal
