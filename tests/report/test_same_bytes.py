"""Same input, same bytes: in another folder, time zone, language and order, by another engine, user, processor."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
USUAL = {"PYTHONHASHSEED": "1", "TZ": "UTC"}
OTHER = {
    "PYTHONHASHSEED": "7",
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "COLUMNS": "40",
    "MPLBACKEND": "pdf",
    "SOURCE_DATE_EPOCH": "1",
    # A processor that knows less than this one calculates the last digits otherwise.
    "NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"]["found"]),
    "OPENBLAS_CORETYPE": "Nehalem",
}


def made(folder, framework, settings, *, jobs, engine, before=None):
    """Make the world's report and two of a state, one of them by a framework of somebody's own.

    A report of the world that was made before is as fresh here.
    """
    for part in ("notebooks", "data/raw"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "copcalc" / "frameworks" / "connect2020.yaml", folder / framework)
    if before:
        shutil.copytree(before, folder / "reports" / "world")
    asked = (
        ["world", "NAM", "--jobs", jobs],
        ["NAM", "--framework", framework, "--engine", engine],
    )
    for each in asked:
        subprocess.run(
            [sys.executable, "-m", "copcalc.cli", "report", *each],
            cwd=folder,
            env={**os.environ, "COPCALC_ROOT": str(folder), **settings},
            check=True,
        )
    reports = folder / "reports"
    files = [each for each in reports.glob("[!.]*/**/*") if each.is_file()]
    files += [reports / "index.html", reports / "all-data.zip"]
    named = {each.relative_to(reports).as_posix(): each.read_bytes() for each in files}
    return {name: content for name, content in named.items() if not name.startswith("logs/")}


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    """The home of a user who has settings of their own for whatever has some."""
    home = tmp_path_factory.mktemp("home")
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text(
        "import pandas\npandas.set_option('display.max_rows', 3)\nprint(1)"
    )
    matplotlib = home / ".config" / "matplotlib"
    matplotlib.mkdir(parents=True)
    (matplotlib / "matplotlibrc").write_text(
        "font.size: 30\nlines.linewidth: 9\nsavefig.pad_inches: 2\n"
    )
    return {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}


@pytest.fixture(scope="module")
def usual(tmp_path_factory, shipped):
    asked = {"jobs": "2", "engine": "forked", "before": shipped / "world"}
    return made(tmp_path_factory.mktemp("one"), "one.yaml", USUAL, **asked)


@pytest.fixture(scope="module")
def other(tmp_path_factory, user):
    folder = tmp_path_factory.mktemp("other") / "a folder" / "über"
    folder.mkdir(parents=True)
    return made(folder, "two.yml", OTHER | user, jobs="1", engine="kernel")


def test_reports_are_the_same_to_the_byte_in_other_circumstances(usual, other):
    assert usual.keys() == other.keys()
    assert [name for name in usual if usual[name] != other[name]] == []
    suffixes = {Path(name).suffix for name in usual}
    assert suffixes == {".html", ".json", ".ipynb", ".csv", ".png", ".svg", ".yaml", ".zip"}


def test_reports_name_no_folder_of_the_machine(usual, other, tmp_path_factory):
    base, home = (str(each).encode() for each in (tmp_path_factory.getbasetemp(), Path.home()))
    for name, content in (usual | other).items():
        assert base not in content, name
        assert home + b"/" not in content, name


def test_a_framework_of_ones_own_goes_with_its_report(usual):
    framework = (ROOT / "copcalc" / "frameworks" / "connect2020.yaml").read_bytes()
    assert usual["connect2020-2014-WPP2012/NAM/framework-connect2020.yaml"] == framework
    assert not any(name.startswith("NAM/framework") for name in usual)
