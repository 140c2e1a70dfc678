import os

import pytest


@pytest.fixture
def is_there():
    """Whether a process runs, by its number."""

    def ask(process):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        return True

    return ask
