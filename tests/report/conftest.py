"""Reports that several modules look at."""

import subprocess
import sys
from pathlib import Path

import pytest
from browsing import CHROMIUM

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory, worker_id):
    """The reports of the world, a region and a state, and their index: made once in a run, to be read only."""
    import fcntl  # not everywhere is it there

    base = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        base = base.parent  # of all processes that test
    reports = base / "shipped"
    with (base / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (reports / "index.html").exists():
            asked = ("report", "world", "africa", "KEN", "--quiet", "--output", str(reports))
            subprocess.run([sys.executable, "-m", "copcalc.cli", *asked], cwd=ROOT, check=True)
    return reports


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu"])
        yield browser
        browser.close()
