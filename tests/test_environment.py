"""pyproject.toml, constraints.txt and environment.yml describe one and the same environment."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PROMISED = {"jupyterlab", "matplotlib", "nbval", "pandas", "papermill"}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [line.split("==") for line in lines if not line.startswith("#")]
    return {plain(name): release for name, release in pins}


def declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return {plain(re.match(r"[\w.-]+", entry)[0]) for entries in lists for entry in entries}


def conda():
    return YAML(typ="safe").load((ROOT / "environment.yml").read_text())["dependencies"]


def test_every_declared_package_is_pinned():
    assert declared() <= set(pinned())


def test_the_promised_packages_are_declared():
    assert declared() >= PROMISED


def test_constraints_hold_names_and_versions_only():
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"#.*|[\w.-]+==[\w.+!]+", line), line


@pytest.mark.parametrize("name", sorted(declared()))
def test_the_running_environment_has_the_pinned_version(name):
    assert version(name) == pinned()[name]


def test_conda_installs_this_project_under_the_same_constraints():
    (pip,) = [entry["pip"] for entry in conda() if isinstance(entry, dict)]
    assert pip[0] == "--constraint constraints.txt"
    assert "--editable .[test]" in pip
    listed = {plain(entry) for entry in pip if not entry.startswith("--")}
    assert listed >= PROMISED
    assert listed <= declared()


def test_conda_asks_for_the_python_that_the_project_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"python {project['requires-python']}" in conda()


def test_everything_that_the_package_needs_beside_code_is_packed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    package = ROOT / "copcalc"
    packed = {f for glob in settings["package-data"]["copcalc"] for f in package.glob(glob)}
    needed = {
        f
        for f in package.rglob("*")
        if f.is_file() and f.suffix != ".py" and "__pycache__" not in f.parts
    }
    assert needed == packed
