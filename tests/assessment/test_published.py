"""What was published: each figure with what it can stand for, and the denominators that fit."""

from copcalc.assessment import assess_pillar, by_denominator, open_study, published_figures
from copcalc.measure import Estimate
from copcalc.words import about_denominators, about_published, say


def test_every_figure_stands_for_what_rounds_to_it(study):
    figures = published_figures(study())
    assert figures.index.tolist() == [
        "legal.countries",
        "legal.children",
        "technical.countries",
        "technical.children",
        "goal.children",
    ]
    assert figures["printed"].tolist() == [0.69, 0.83, 0.26, 0.22, 0.62]
    assert (figures["stands_for_high"] - figures["stands_for_low"]).round(12).eq(0.01).all()
    # The printed figure and what it stands for are one number.
    keys = {(row["printed"].key, row["stands_for"].key) for _, row in figures.cells().iterrows()}
    assert ("world.2014.goal.published.baseline_of_children",) * 2 in keys
    assert len({key for pair in keys for key in pair}) == len(figures)


def test_published_figures_are_worldwide_whatever_is_asked(study):
    asked = published_figures(study("africa", year=2018))
    assert asked.cells().equals(published_figures(study()).cells())


def test_the_gap_by_each_denominator_that_fits(study):
    found = by_denominator(study())
    assert found.index.tolist() == [
        f"{pillar}.{of}" for pillar in ("legal", "technical") for of in ("member_states", "icmec")
    ]
    # 51 of 193 and of 196, against 70 per cent of each; 69 per cent of 196 are 135 or 136.
    assert found.loc["technical.member_states", ["to_add_low", "to_add_high"]].tolist() == [85, 85]
    assert found.loc["technical.icmec", ["to_add_low", "to_add_high"]].tolist() == [87, 87]
    assert found.loc["legal.icmec", ["to_add_low", "to_add_high"]].tolist() == [41, 42]
    cells = found.cells()
    same = assess_pillar(study(denominator="icmec"), "legal").to_add
    assert cells.at["legal.icmec", "to_add"].estimate == same.estimate == Estimate(41, 42, 42)
    assert cells.at["legal.icmec", "to_add"].key == same.key


def test_what_was_not_published_is_not_told(study):
    europe = study("europe")
    assert by_denominator(europe).empty
    assert about_denominators(europe) == []
    assert about_published(published_figures(europe).head(0)) == []


def test_the_denominators_are_named_and_the_printed_count_is_told():
    first, count = map(say, about_denominators(open_study()))
    assert "ITU Member States and countries reviewed by ICMEC" in first
    assert "51 of 193 is 26.4" in count
