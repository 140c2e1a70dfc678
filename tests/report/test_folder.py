"""No report takes the place of one about something else."""

from pathlib import Path

import pytest

from copcalc.framework import load_framework
from copcalc.report.request import Request, folder_of

FRAMEWORK = load_framework("connect2020")


def folder(area, *, year=2014, vintage="WPP2012", name="connect2020", framework=FRAMEWORK):
    return folder_of(Request(area, (), year, vintage, name, ()), framework)


def test_what_is_usual_stands_by_its_area(study):
    assert folder(study("africa").area) == Path("africa")


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"year": 2018}, "connect2020-2018-WPP2012"),
        ({"vintage": "WPP2022"}, "connect2020-2014-WPP2022"),
        ({"name": "/somewhere/mine.yaml"}, "connect2020-2014-WPP2012"),
        (
            {
                "name": "/somewhere/games.yaml",
                "framework": FRAMEWORK.model_copy(update={"id": "games"}),
            },
            "games-2014-WPP2012",
        ),
    ],
)
def test_what_is_not_has_a_folder_of_its_own(study, other, named):
    assert folder(study("NAM").area, **other) == Path(named, "NAM")
