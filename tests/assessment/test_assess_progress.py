import csv

import pytest

from copcalc.assessment import open_study, related_progress
from copcalc.assessment.progress import related_counts
from copcalc.errors import FrameworkError
from copcalc.framework import RelatedCounts
from copcalc.measure import METHODS


@pytest.fixture
def related(study):
    """A pillar's related counts by the name of their series."""

    def find(pillar):
        return {r.series: r for r in study().framework.pillar(pillar).related_counts}

    return find


def test_covered_and_uncovered_counts_are_read_as_shares_of_countries(study, related, raw):
    with (raw / "world_counts.csv").open(encoding="utf-8", newline="") as file:
        counts = {
            (row["series"], row["year"]): (int(row["value"]), int(row["denominator"] or 0))
            for row in csv.DictReader(file)
        }
    for series, complement in (
        ("icmec_legislation_sufficient", False),
        ("icmec_no_specific_legislation", True),
    ):
        seen = related_counts(study(), related("legal")[series])
        assert seen.index[0] == 2006
        for year, row in seen.iterrows():
            value, of = counts[series, str(year)]
            assert row.tolist() == [of - value if complement else value, of]


def test_a_count_without_a_denominator_takes_the_declared_one(study, related):
    seen = related_counts(study(), related("technical")["inhope_countries"])
    assert seen.reset_index().values.tolist() == [[2010, 34, 193], [2012, 37, 193], [2014, 43, 193]]


def test_a_series_that_no_table_holds_is_refused(study, refuses):
    counts = RelatedCounts(series="inhope", name="x", counts="covered")
    with refuses(FrameworkError, "there is no series 'inhope'", "inhope_countries"):
        related_counts(study(), counts)


@pytest.mark.parametrize("year", [2012, 2014, 2016, 2018])
def test_nothing_after_the_study_s_year_is_used(study, related, year):
    for pillar in ("legal", "technical"):
        for counts in related(pillar).values():
            assert (related_counts(study(year=year), counts).index <= year).all()
        assert (related_progress(study(year=year), pillar)["last_year"] <= year).all()


def test_the_legal_counts_before_2014(study):
    frame = related_progress(study(), "legal")
    sufficient = frame.loc["icmec_legislation_sufficient"]
    assert (sufficient["observations"], sufficient["last_year"]) == (5, 2012)
    assert sufficient["first"] == pytest.approx(27 / 184)
    assert sufficient["last"] == pytest.approx(69 / 196)
    # From 14.7 % to 35.2 % in 6 years is 15.7 % growth a year; 90 % in 14 years needs 13.8 %.
    assert sufficient["eurostat"] == "on track"


def test_counts_of_one_denominator_are_classed_by_themselves(study):
    frame = related_progress(study(), "legal")
    assert frame["denominator"].tolist() == ["changes", "constant"] * 2
    some = frame.loc["icmec_no_specific_legislation.constant"]
    # 107 and 143 of 196 reviewed in 2010 and 2012; the reviews before were of 184 to 187.
    span = [2010, 107, 196, 2012, 143, 196]
    names = [f"{end}_{what}" for end in ("first", "last") for what in ("year", "count", "of")]
    assert some[names].tolist() == span
    assert some["name"] == frame.loc["icmec_no_specific_legislation", "name"]
    late = related_progress(study(year=2018), "legal").loc["icmec_no_specific_legislation.constant"]
    assert late[["observations", "first_year", "last_count"]].tolist() == [4, 2010, 180]


def test_a_denominator_that_never_changes_or_only_just_did_makes_one_row(study):
    assert related_progress(study(), "technical")["denominator"].tolist() == ["constant"]
    # By 2011 one review was of 196 countries: a single observation tells no progress.
    early = related_progress(study(year=2011), "legal")
    assert early.index.tolist() == ["icmec_no_specific_legislation", "icmec_legislation_sufficient"]
    assert early["denominator"].tolist() == ["changes"] * 2


def test_the_technical_counts_before_2014(study):
    (row,) = related_progress(study(), "technical").itertuples()
    # 6.0 % growth a year from 17.6 %, where 14.8 % would lead to 70 % in 2020.
    assert row.eurostat == "limited progress"
    assert row.unicef == "some progress"


def test_one_observation_tells_no_progress(study):
    frame = related_progress(study(year=2011), "technical")
    assert frame["observations"].tolist() == [1]
    for method in METHODS:
        assert frame[method].tolist() == ["one observation: no progress can be told"]


def test_of_exact_counts_no_class_is_said_to_hang_on_rounding(study):
    table = related_progress(study(), "legal")
    assert table.columns[-len(METHODS) :].tolist() == list(METHODS)


@pytest.mark.parametrize("pillar", ["organisational", "capacity", "cooperation"])
def test_a_pillar_without_counts_has_an_empty_table_with_all_columns(study, pillar):
    frame = related_progress(study(), pillar)
    assert frame.empty
    assert list(frame.columns) == list(related_progress(study(), "legal").columns)


def test_once_the_target_year_is_counted_there_is_nothing_left_to_project(study):
    # The network was counted in 2021, after the target year.
    late = study(year=2022, vintage="WPP2022")
    assert related_progress(late, "technical").empty
    # The reviews of law end in 2018.
    assert set(related_progress(late, "legal")["last_year"]) == {2018}


def test_a_share_of_zero_has_no_class_and_stops_nothing(project):
    file = project / "data" / "raw" / "world_counts.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("inhope_countries,2010,2011-03-08,34", "inhope_countries,2010,x,0")
    )
    row = related_progress(open_study(root=project), "technical").iloc[0]
    assert row["first"] == 0
    assert row["eurostat"] == row["unsd"] == "no class: no rate can be computed"
    assert row["unicef"] == "some progress"
