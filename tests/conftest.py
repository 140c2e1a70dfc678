import math
import shutil
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from copcalc.assessment import MEASURES, open_study
from copcalc.data import build, load_tables, read_raw
from copcalc.data.processed import process

# The same examples in every run, and no failure because a machine was busy.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("quick", settings.get_profile("suite"), max_examples=10)
settings.load_profile("suite")

RAW = Path(__file__).parents[1] / "data" / "raw"


@pytest.fixture(scope="session")
def raw():
    """The shipped tables, to be read only."""
    return RAW


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A project with its processed tables made, to be read only."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(RAW, root / "data" / "raw")
    build(root)
    return root


@pytest.fixture(scope="session")
def made():
    """The tables as they are made, before any file is written and read."""
    return process(read_raw(RAW))


@pytest.fixture(scope="session")
def tables(built):
    return load_tables(built)


@pytest.fixture(scope="session")
def study(built, tables):
    """Open studies of the shipped tables, each only once and all with the same tables."""

    @cache
    def ask(area="world", **options):
        return replace(open_study(area, root=built, **options), tables=tables)

    return ask


@pytest.fixture(scope="session")
def world(study):
    """The usual question: the world in the baseline year."""
    return study()


@pytest.fixture(scope="session")
def spain_by_group(study):
    """Open studies in which no evidence names Spain's hotline, and a group of whom all have it does."""

    def ask(area):
        asked = study(area)
        evidence = asked.tables.evidence
        of_spain = (evidence["iso3"] == "ESP") & (evidence["indicator"] == "hotline")
        left = evidence[~(of_spain & (evidence["strength"] == "named"))]
        left = left.assign(strength=left["strength"].mask(of_spain, "group"))
        return replace(asked, tables=replace(asked.tables, evidence=left))

    return ask


@pytest.fixture(scope="session")
def unnamed(study):
    """Studies without the evidence that names some states' hotlines: their group alone speaks."""

    def ask(area, *states, **options):
        asked = study(area, **options)
        evidence = asked.tables.evidence
        named = evidence["iso3"].isin(states) & (evidence["strength"] == "named")
        left = evidence[~(named & (evidence["indicator"] == "hotline"))]
        return replace(asked, tables=replace(asked.tables, evidence=left))

    return ask


@pytest.fixture
def project(built, tmp_path):
    """A project of the test's own, to be changed."""
    return shutil.copytree(built, tmp_path / "project")


@pytest.fixture
def refuses():
    """Expect an error of a kind, whose message holds these parts and says where and how to mend."""

    @contextmanager
    def expect(kind, *parts):
        with pytest.raises(kind) as caught:
            yield
        for part in parts:
            assert part in str(caught.value)
        assert caught.value.where
        assert caught.value.fix

    return expect


@pytest.fixture
def sound():
    """Expect observations with keys of their own, and finite parts in order or a reason."""

    def expect(observations):
        keys = Counter(each.key for each in observations)
        assert keys
        assert max(keys.values()) == 1
        for each in observations:
            assert each.measure in MEASURES
            assert each.sources
            assert all(each.sources)
            if not each.is_measured:
                assert each.estimate.reason
                continue
            parts = [p for p in (each.low, each.value, each.high) if p is not None]
            assert all(map(math.isfinite, parts))
            assert parts == sorted(parts)
        return {each.key: each for each in observations}

    return expect
