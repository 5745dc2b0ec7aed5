"""Pages run in Streamlit's own test harness, on real data."""

import pytest

from tests.app.pages import Pages


@pytest.fixture
def pages(demonstration, monkeypatch) -> Pages:
    """Pages over the demonstration district."""
    return Pages.over(demonstration.data_dir.root, monkeypatch)


@pytest.fixture
def null_pages(null_demonstration, monkeypatch) -> Pages:
    """Pages over a district in which all streets are alike."""
    return Pages.over(null_demonstration.data_dir.root, monkeypatch)


@pytest.fixture
def empty_pages(tmp_path, monkeypatch) -> Pages:
    """Pages over a folder into which nothing was loaded."""
    return Pages.over(tmp_path, monkeypatch)
