"""What holds for every test, and for the examples in docstrings."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _close_figures():
    """Leave no figure open; where none was drawn, nothing is imported for that."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
