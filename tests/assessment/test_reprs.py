"""What a cell shows of a question and its answers: one short line, and a table."""

from dataclasses import replace
from html import escape

import pytest

from copcalc.assessment import (
    assess_goal,
    assess_pillar,
    assess_pillars,
    carry,
    implied_by_totals,
    profile,
    uncertainty,
)


@pytest.fixture(scope="module")
def shown(study):
    world, namibia = study(), study("NAM")
    totals = implied_by_totals(world, "technical")
    return {
        "study": world,
        "tables": world.tables,
        "register": world.register,
        "area": world.area,
        "framework": world.framework,
        "pillar": world.framework.pillar("legal"),
        "gap": assess_pillar(world, "legal"),
        "goal": assess_goal(world),
        "rule": assess_goal(world).rules[0],
        "implied": totals,
        "reading": totals.readings[0],
        "uncertainty": uncertainty(world),
        "carried": carry(world, lambda s: assess_pillar(s, "2").to_add),
        "profile": profile(namibia),
        "number": assess_pillar(world, "legal").observations()[0],
        **{f"gap of {p.pillar.id}": p for p in assess_pillars(study("NAM", year=2024))},
    }


def test_it_is_one_short_line(shown):
    for thing in shown.values():
        assert len(repr(thing)) <= 200
        assert "\n" not in repr(thing)


def test_it_says_what_one_wants_to_know(shown):
    lines = {name: repr(thing) for name, thing in shown.items()}
    assert lines["study"] == "<Study: World, 2014, connect2020, WPP2012>"
    assert lines["area"] == "<Area world: World, 193 states>"
    assert lines["register"] == "<Register: 193 Member States at the end of 2014>"
    assert lines["pillar"] == "<Pillar 1, legal: Legal measures>"
    assert lines["gap"] == (
        "<PillarGap legal, World, 2014, published: baseline 0.69 (0.685 to 0.695) of countries, "
        "target 0.9 of countries, gap 0.21 (0.205 to 0.215)>"
    )
    assert lines["goal"].startswith("<GoalAssessment connect2020, 2014: baseline 0.62 ")
    assert lines["profile"] == "<Profile Namibia, 2014: 3 of 8 statuses known>"
    assert lines["implied"] == "<Implied technical, hotline, 2014: 8 of 8 readings fit>"
    assert lines["rule"].startswith("<RuleResult ")
    assert lines["goal"].endswith("gap 0.18 (0.175 to 0.185); 2 of 5 rules can give the baseline>")
    assert lines["carried"].startswith("<Carried: 85; 85 (85 to 87) with rounding, denominator")
    assert lines["number"] == "<world.2014.states: 193 countries>"
    assert lines["gap of capacity"] == "<PillarGap capacity, Namibia, 2024: no measure>"


def test_an_area_of_one_state_is_told_in_the_singular(study):
    assert repr(study("NAM").area) == "<Area NAM: Namibia, 1 state>"


def test_a_study_names_what_it_assumes_beside_the_usual(study):
    asked = study("africa", year=2020, denominator="icmec", holds_for=5)
    assert repr(asked) == (
        "<Study: Africa, 2020, connect2020, WPP2012, denominator='icmec', holds_for=5>"
    )
    table = asked.to_frame()["study"]
    assert table["published shares are of"].startswith("196 ")
    assert table["a yes holds for"] == "5 years"
    assert study(year=2024).to_frame().at["children", "study"] == "no data"


def test_it_is_shown_by_its_line_and_its_table(shown):
    for name in ("study", "gap", "goal", "implied", "uncertainty", "profile"):
        page = shown[name]._repr_html_()
        assert page.startswith(f"<p>{escape(repr(shown[name]))}</p>")
        assert "<table" in page
    assert shown["framework"].title in shown["study"]._repr_html_()
    assert "0.215" in shown["gap"]._repr_html_()


def test_the_table_of_a_gap_holds_its_numbers(shown):
    gap = shown["gap"]
    table = gap.to_frame()
    assert table.index.tolist() == [each.key for each in gap.observations()]
    points = table.loc["world.2014.legal.published.gap_points"]
    assert points[["low", "value", "high"]].tolist() == pytest.approx([0.205, 0.21, 0.215])
    assert (points["unit"], points["subject"], points["reason"]) == ("points", "legal", "")


def test_what_is_shown_can_be_changed_without_harm(shown):
    for name in ("implied", "profile"):
        first = shown[name].to_frame()
        first.iloc[:, 0] = "changed"
        assert "changed" not in shown[name].to_frame().iloc[:, 0].tolist()


def test_words_in_a_framework_stay_text_on_the_page(study):
    world = study()
    framework = world.framework.model_copy(update={"title": "<script>alert(1)</script>"})
    page = replace(world, framework=framework)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
