"""Sentences: every number in them is recorded, and they change when the numbers do."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from copcalc.assessment import (
    Observation,
    assess_goal,
    assess_pillar,
    assess_pillars,
    carriers,
    largest_unknown,
    observe_children,
    open_study,
    profile,
    related_progress,
    uncertainty,
)
from copcalc.errors import CopcalcError
from copcalc.measure import Estimate, Unmeasured
from copcalc.words import (
    Message,
    Name,
    about_area,
    about_carriers,
    about_evidence,
    about_goal,
    about_goal_gap,
    about_pillar,
    about_place,
    about_progress,
    about_step,
    about_uncounted,
    about_whom_to_ask,
    about_world,
    say,
    spell,
    tabulate,
    write,
)


def number(measure, value, low=None, high=None):
    bounds = (value if low is None else low, value if high is None else high)
    return observation(measure, Estimate(*bounds, value))


def observation(measure, estimate):
    return Observation(
        measure=measure, area="world", year=2014, estimate=estimate, sources=("a source",)
    )


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (26.42487, "share_of_countries", "26.4"),
        (21.0, "points", "21"),
        (-10.0, "points", "\N{MINUS SIGN}10"),
        (0.02, "share_of_children", "under 0.1"),
        (0.0, "share_of_children", "0"),
        (-0.001, "countries_a_year", "0"),
        (1_234, "countries", "1,234"),
        (999_499, "children", "999,000"),
        (999_500, "children", "1.0\N{NO-BREAK SPACE}million"),
        (9_950_000, "children", "10\N{NO-BREAK SPACE}million"),
        (999_499_999, "children", "999\N{NO-BREAK SPACE}million"),
        (999_500_000, "children", "1.00\N{NO-BREAK SPACE}billion"),
        (2_244_360_800, "children", "2.24\N{NO-BREAK SPACE}billion"),
        (812, "children", "812"),
    ],
)
def test_amounts_are_spelled_as_people_read_them(amount, unit, text):
    assert spell(amount, unit) == text


def test_a_table_keeps_the_decimals_of_a_column_alike():
    shares = [tabulate(x, "share_of_children", whole=False) for x in (19.5, 1.0, 0.01)]
    assert shares == ["19.5", "1.0", "under 0.1"]
    assert tabulate(-30.0, "points", whole=True) == "\N{MINUS SIGN}30"


def test_a_number_is_written_with_its_bounds_where_asked():
    gap = number("gap_points", 0.21, low=0.205, high=0.215)
    assert write(gap) == "21 percentage points"
    assert write(gap, "range") == "20.5 to 21.5 percentage points"
    assert write(gap, "between") == "between 20.5 and 21.5 percentage points"
    assert write(gap, "full") == "21 percentage points (20.5 to 21.5)"
    assert write(gap, "bare") == "21"
    assert write(number("states", 1)) == "1 country"
    assert write(number("states", 0, high=1), "range") == "0 to 1 countries"
    assert write(number("share_of_world", 0.01), "points") == "1 percentage point"
    assert write(number("gap_points", 0.01), "full") == "1 percentage point"
    assert write(observation("gap_points", Unmeasured("no_data"))) == "no data"


def test_both_ends_of_a_range_have_as_many_decimals():
    share = number("share_of_countries", 0.023, low=0.02, high=0.026)
    assert plain(write(share, "range")) == "2.0 to 2.6 %"
    assert plain(write(share, "between")) == "between 2.0 and 2.6 %"
    assert plain(write(share, "full")) == "2.3 % (2.0 to 2.6)"
    most = number("share_of_countries", 0.9, low=0.659, high=1)
    assert plain(write(most, "between")) == "between 65.9 and 100 %"
    nothing = number("share_of_countries", 0.01, low=0.0001, high=0.02)
    assert plain(write(nothing, "between")) == "between under 0.1 and 2.0 %"


def test_nothing_lies_between_two_ends_that_read_alike():
    share = number("share_of_countries", 0.902, low=0.90199, high=0.90201)
    assert plain(write(share, "between")) == "90.2 %"
    assert plain(write(replace(share, estimate=Estimate(0.9, 0.9)), "between")) == "90 %"


def test_a_sentence_without_a_number_that_it_says_is_refused():
    sentence = Message("state-step_countries", {"pillar": law()})
    message = r"it can't be said: Unknown external: step.*Give the message what it says"
    with pytest.raises(CopcalcError, match=message):
        say(sentence)
    with pytest.raises(CopcalcError, match=message):
        sentence.observations()


def law(has="a law"):
    return Name("some-pillar", {"name": "Law", "has": has})


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def everything(study):
    """All sentences that a study gives rise to, with the observations recorded for it."""
    gaps = assess_pillars(study)
    about = profile(study) if study.area.kind == "state" else None
    sentences = about_place(study, about) + about_area(study, gaps)
    recorded = [seen for gap in gaps for seen in gap.observations()]
    for gap in gaps:
        sentences += about_pillar(gap) + about_evidence(gap) + about_uncounted(gap)
        for indicator in gap.pillar.indicators("direct"):
            recorded += largest_unknown(study, indicator).values()
    recorded += observe_children(study).values()
    if study.area.kind == "state":
        recorded += profile(study).observations()
        sentences += about_step(profile(study)) + about_whom_to_ask(profile(study))
    if study.area.kind == "world":
        goal = assess_goal(study)
        recorded += goal.observations()
        sentences += about_goal(goal) + about_goal_gap(goal)
        if study.year == study.framework.baseline_year:
            sentences += about_world(study, gaps, goal)
    return sentences, set(recorded)


def said(sentences):
    """What sentences say, one behind the other."""
    return plain(" ".join(map(say, sentences)))


@pytest.mark.parametrize("year", [2012, 2014, 2020, 2024])
@pytest.mark.parametrize("area", ["world", "africa", "europe", "cis", "NAM", "VAT", "DEU"])
def test_every_sentence_can_be_said_of_every_kind_of_area_and_year(study, area, year):
    sentences, recorded = everything(study(area, year=year))
    assert {seen for s in sentences for seen in s.observations()} <= recorded
    texts = [say(s) for s in sentences]
    assert texts
    for text in texts:
        assert re.search(r"\bnan\b|None|[{}]", text) is None, text
        assert text[0].isupper() or text[0].isdigit(), text


def test_the_key_messages_of_the_world_say_what_the_source_and_the_tables_give(study):
    text = said(everything(study())[0])
    for words in (
        "62 % of children",
        "18 percentage points (17.5 to 18.5)",
        "85 countries of 193 Member States, or 87 countries of 196 countries reviewed by ICMEC",
        "41 countries (40 to 41) of 193 Member States, or 42 countries (41 to 42) of 196 countries",
        "Only 133 to 134 countries of 193 print as 69 %, which is 68.9 to 69.4 %",
        "the gap is 20.6 to 21.1 percentage points",
        "169 of 193 states",
        "87.6 % of countries and 96.6 % of children",
        "193 to 200",
        "34 of the 35 Member States reported had law enforcement",
        "16 of the 20 Member States reported had safe online practices",
        "0.639 to 0.672",
        "no one weight gives both",
    ):
        assert words in text


def test_another_denominator_is_named_where_its_countries_are_counted(study):
    text = said(everything(study(denominator="icmec"))[0])
    for words in (
        "135 to 136 countries of 196 countries reviewed by ICMEC",
        "Only 135 to 136 countries of 196 print as 69 %, which is 68.9 to 69.4 %",
        "51 of 196 is 26 %",
        "87 countries of 196 countries reviewed by ICMEC",
    ):
        assert words in text


def test_what_is_left_open_is_named_in_the_key_messages(study):
    asked = study()
    found = uncertainty(asked)
    recorded = everything(asked)[1] | set(found.observations())
    gaps, goal = assess_pillars(asked), assess_goal(asked)
    sentences = about_world(asked, gaps, goal, found)
    assert {seen for s in sentences for seen in s.observations()} <= recorded
    text = said(sentences)
    assert "(391 million to 426 million, allowing for the rounding and the population" in text
    # Nothing more is said where nothing but the rounding is left open.
    rounded = uncertainty(asked, sources=("rounding",))
    assert about_world(asked, gaps, goal, rounded) == about_world(asked, gaps, goal)


def test_more_than_two_numbers_of_countries_that_can_be_meant_are_told_as_a_range(study):
    usual = study()
    third = usual.framework.denominators[-1].model_copy(update={"id": "third", "count": 195})
    declared = [*usual.framework.denominators, third]
    framework = usual.framework.model_copy(update={"denominators": declared})
    asked = replace(usual, framework=framework)
    gaps, goal = assess_pillars(asked), assess_goal(asked)
    text = said(about_world(asked, gaps, goal, uncertainty(asked)))
    assert (
        "41 countries of 193 Member States (40 to 42 countries, allowing for the rounding" in text
    )
    assert "85 countries of 193 Member States (85 to 87 countries, allowing for the number" in text
    assert "the source does not say which it means" not in text


def test_a_number_of_countries_that_is_assumed_is_the_only_one_told(study):
    asked = study(denominator="icmec")
    text = said(about_world(asked, assess_pillars(asked), assess_goal(asked)))
    assert "87 countries of 196 countries reviewed by ICMEC" in text
    assert "the source does not say which it means" not in text


def test_evidence_of_another_year_is_no_decline_from_the_baseline(study):
    asked = study(year=2018, vintage="WPP2022")
    assert "no decline from the baseline" in said(about_place(asked))
    first, *_ = map(say, about_area(asked, assess_pillars(asked)))
    assert first.startswith("Legal measures: by the evidence ")
    published = study()
    gaps = assess_pillars(published)
    assert about_area(published, gaps) == about_world(published, gaps)


@pytest.mark.parametrize("strength", ["named", "group"])
def test_a_region_s_counts_and_its_gap_are_of_the_same_evidence(spain_by_group, strength):
    europe = replace(spain_by_group("europe"), strength=strength)
    gap = assess_pillar(europe, "technical")
    (evidence,) = [s for s in about_area(europe, [gap]) if s.id == "area-evidence"]
    assert set(evidence.observations()) <= set(gap.observations())
    assert say(evidence).split("evidence ")[1].startswith(f"{europe.coverage('hotline').yes} of 46")


@pytest.mark.parametrize(
    ("state", "said_last"),
    [
        ("ARG", "One more country with a mechanism to report"),  # without a hotline
        ("PAK", "One more country with legislation"),  # without a law; nothing tells of a hotline
        ("KEN", "If Kenya is still without a mechanism to report"),  # nothing tells of a hotline
        ("AND", "If Andorra is still without"),  # nobody counted its children
        ("ZAF", None),
        ("JPN", None),
        ("BRA", None),
    ],
)
def test_a_next_step_is_one_that_was_not_taken(study, state, said_last):
    asked = study(state)
    steps = [say(each) for each in about_step(profile(asked))]
    assert [each.startswith(said_last) for each in steps] == [True] * (said_last is not None)
    counted = profile(asked).children.is_measured
    assert all(("share of children" in each) is counted for each in steps)


def test_what_one_country_would_move_is_counted_in_percentage_points(study):
    text = said(about_step(profile(study("KEN"))))
    assert "moves a worldwide share of countries by 0.5 percentage points, and" in text
    assert text.endswith("this one the share of children by 1 percentage point.")


@pytest.mark.parametrize(("area", "year"), [("africa", 2014), ("world", 2016), ("cis", 2014)])
def test_a_target_in_children_is_said_in_children(study, area, year):
    asked = study(area, year=year)
    legal, *others = asked.framework.pillars
    target = legal.target.model_copy(update={"of": "children"})
    pillars = [legal.model_copy(update={"target": target}), *others]
    asked = replace(asked, framework=asked.framework.model_copy(update={"pillars": pillars}))
    gap = assess_pillar(asked, "legal")
    text = said(about_pillar(gap))
    assert "of children lived in countries that had legislation" in text
    assert "of countries" not in text
    assert plain(write(gap.points, "between")) in text


def test_a_proxy_with_unknown_statuses_says_the_known_and_the_bounds_apart(study):
    known = assess_pillar(study(), "legal")
    assert "169 of 193 states had joined" in said(about_evidence(known))
    left = study().assume(opsc={"NAM": "unknown", "IND": "unknown"})
    text = said(about_evidence(assess_pillar(left, "legal")))
    assert re.search(r"167 of 193 states had joined .* 24 had not, and of 2 it is unknown", text)
    assert "So between 86.5 and 87.6 % of countries and between" in text


@pytest.mark.parametrize("state", ["PLW", "MCO", "NAM"])
def test_a_year_that_no_table_holds_is_no_fault_of_a_state(study, state):
    asked = study(state, year=2024)
    text = said(about_place(asked, profile(asked)))
    assert text.endswith(
        "the population tables at hand hold no number of children for 2024, of any state."
    )


def test_a_state_that_a_table_leaves_out_is_told_apart_from_a_year_that_it_lacks(study):
    text = said(about_place(study("MCO"), profile(study("MCO"))))
    assert text.endswith(
        "has no number of children for it, so that shares of children leave it out."
    )
    assert "hold no number of children for 2024;" in said(about_place(study("africa", year=2024)))


def test_region_and_world_are_told_apart_from_continents(study):
    assert "ITU's region Africa is home to" in said(about_place(study("africa")))
    kenya = study("KEN")
    assert "of those in ITU's region Africa" in said(about_place(kenya, profile(kenya)))


def test_the_contradiction_says_under_which_reading_it_is_one(study):
    text = said(everything(study())[0])
    assert (
        "no one weighting gives both that and, from their targets read as shares of children, exactly the goal."
        in text
    )


def test_one_baseline_never_says_on_track(study):
    text = said(everything(study())[0])
    denied = text.count("whether the world was on track can not")
    assert denied > 0
    assert text.count("on track") == denied


def survey(project, rows):
    """A project with an analyst's table on pillar 4, and a framework that reads it."""
    header = (project / "data" / "raw" / "evidence" / "hotline.csv").read_text().splitlines()[0]
    lines = [
        f"curricula,{iso3},{status},{since},{'began' if since else ''},,,{until},named,high,survey,,,x,itu-2024-palau"
        for iso3, status, since, until in rows
    ]
    table = project / "data" / "raw" / "evidence" / "curricula.csv"
    table.write_text("\n".join([header, *lines]) + "\n")
    shipped = Path(str(resources.files("copcalc") / "frameworks" / "connect2020.yaml")).read_text()
    declared = shipped.replace(
        "indicators:\n",
        "indicators:\n  - {id: curricula, name: Curricula, has: safe practices in curricula}\n",
    ).replace("{indicator: curriculum, role: direct}", "{indicator: curricula, role: direct}")
    # Nothing speaks for pillar 3.
    declared = declared.replace("    evidence:\n      - {indicator: forensics, role: direct}\n", "")
    framework = project / "surveyed.yaml"
    framework.write_text(declared)
    return framework


@pytest.mark.slow
def test_a_target_without_a_figure_says_how_many_have_reported(project):
    framework = survey(project, [("NAM", "yes", 2012, ""), ("KEN", "no", "", 2015)])
    study = open_study(framework=framework, root=project)
    gaps = assess_pillars(study)
    recorded = {seen for gap in gaps for seen in gap.observations()}
    recorded |= set(largest_unknown(study, "hotline").values())
    sentences = about_world(study, gaps)
    assert {seen for s in sentences for seen in s.observations()} <= recorded
    messages = [said([s]) for s in sentences]
    assert (
        "Capacity building: no figure is set. 1 of the 2 Member States reported had safe practices in "
        "curricula: between 0.5 and 99.5 % of all 193." in messages
    )
    assert any(m.startswith("For organisational structures the framework") for m in messages)
    (text,) = map(say, about_pillar(gaps[3]))
    assert "no data" not in text
    assert "2 of 193 Member States are reported; 191 are unreported" in text


def test_key_messages_change_when_a_number_does():
    numbers = {
        "baseline": number("baseline_of_countries", 0.69),
        "target": number("target_of_countries", 0.9),
        "to_add": number("to_add", 41),
        "of": number("of", 193),
    }
    names = {"pillar": law(), "direction": "rise", "whom": Name("whom-states")}
    sentence = Message("world-pillar", numbers | names)
    before = say(sentence)
    assert "41" in before
    after = say(replace(sentence, given=sentence.given | {"to_add": number("to_add", 40)}))
    assert before.replace("41", "40") == after


def test_a_ranking_says_what_it_can_t_tell(study):
    def told(**options):
        ranking = carriers(study(**options), "hotline")
        return [say(each) for each in about_carriers(ranking)]

    (without,) = told()
    assert "Tuvalu" in without
    assert "not ranked" in without
    (nobody,) = told(year=2024)
    assert nobody.startswith("No ranking:")
    assert told(area="LUX") == ["None: every state of the area has it, by the evidence at hand."]
    assert told(area="KEN") == []
    proxy, *_ = about_carriers(carriers(study(), "opsc"))
    assert "Only the proxy is known" in say(proxy)


def test_no_class_of_progress_is_explained_where_there_is_none(study):
    assert about_progress(related_progress(study(), "legal"))
    assert about_progress(related_progress(study(), "cooperation")) == []


@pytest.mark.parametrize(("least", "told"), [(1.0, True), (0.0, False), (-1.0, False)])
def test_more_children_are_told_of_only_where_there_are_more(study, least, told):
    usual = assess_goal(study())
    more = replace(usual.children_to_reach, estimate=Estimate(least, 2.0))
    said = about_goal_gap(replace(usual, children_to_reach=more))
    assert ("goal-gap_to_reach" in [sentence.id for sentence in said]) is told


def test_targets_in_countries_are_said_to_be_read_as_shares_of_children(study):
    usual = assess_goal(study())
    assert about_goal(usual)[-1].id == "goal-targets_as_children"
    targets = {
        pillar.id: pillar.model_copy(
            update={"target": pillar.target.model_copy(update={"of": "children"})}
        )
        for pillar in usual.study.framework.pillars
        if pillar.id in usual.goal.combines
    }
    pillars = [targets.get(each.id, each) for each in usual.study.framework.pillars]
    framework = usual.study.framework.model_copy(update={"pillars": pillars})
    other = replace(usual, study=replace(usual.study, framework=framework))
    assert about_goal(other)[-1].id != "goal-targets_as_children"
