from pathlib import Path

import pytest

import copcalc
from copcalc.errors import FrameworkError
from copcalc.framework import (
    QualitativeTarget,
    SetTarget,
    UnsetTarget,
    framework_names,
    load_framework,
)
from copcalc.measure import ChildShare, CountryShare

SHIPPED = (Path(copcalc.__file__).parent / "frameworks" / "connect2020.yaml").read_text("utf-8")


@pytest.fixture
def written(tmp_path):
    """Write the shipped framework as mine.yaml with some words replaced."""

    def write(*replacements):
        text = SHIPPED
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_connect_2020_is_what_its_source_states():
    framework = load_framework("connect2020")
    assert (framework.baseline_year, framework.target_year) == (2014, 2020)
    kinds = [type(pillar.target) for pillar in framework.pillars]
    assert kinds == [SetTarget, SetTarget, UnsetTarget, UnsetTarget, QualitativeTarget]
    legal, technical = framework.pillars[:2]
    assert legal.target.share == CountryShare.exact(0.9)
    assert technical.target.share == CountryShare.exact(0.7)
    assert legal.baseline.countries.countries == CountryShare(0.685, 0.695, 0.69)
    assert legal.baseline.children.children == ChildShare(0.825, 0.835, 0.83)
    assert technical.baseline.count.value == 51
    assert technical.baseline.countries.countries == CountryShare(0.255, 0.265, 0.26)
    assert technical.baseline.children.children == ChildShare(0.215, 0.225, 0.22)


def test_the_goal_of_connect_2020_is_what_its_source_states():
    goal = load_framework("connect2020").goal
    assert goal.target.share == ChildShare.exact(0.8)
    assert goal.baseline.children == ChildShare(0.615, 0.625, 0.62)
    assert goal.combines == ["legal", "technical"]


def test_what_no_source_gives_is_blank():
    for pillar in load_framework("connect2020").pillars[2:]:
        assert pillar.baseline.count is None
        assert pillar.baseline.countries is None
        assert pillar.baseline.children is None


def test_evidence_has_roles():
    legal = load_framework("connect2020").pillar("legal")
    assert legal.indicators("direct") == ["national_law"]
    assert legal.indicators("proxy") == ["opsc"]
    assert legal.indicators("context") == []


def test_a_treaty_is_a_proxy_and_a_law_is_not():
    framework = load_framework("connect2020")
    assert framework.is_proxy("opsc")
    assert not framework.is_proxy("national_law")
    assert not framework.is_proxy("budapest_convention")


def test_a_framework_is_found_by_name_or_path(written):
    assert "connect2020" in framework_names()
    assert load_framework(written()) == load_framework("connect2020")
    assert load_framework(str(written())) == load_framework("connect2020")


def test_pillars_are_found_by_id_or_number(refuses):
    framework = load_framework("connect2020")
    assert framework.pillar("2") is framework.pillar("technical")
    with refuses(FrameworkError, "connect2020", "no pillar '6'", "legal, technical"):
        framework.pillar("6")


def test_indicators_are_found_by_id(refuses):
    framework = load_framework("connect2020")
    assert framework.indicator("hotline").name == "Hotline or reporting portal"
    with refuses(FrameworkError, "connect2020", "no indicator 'hotlines'", "national_law, opsc"):
        framework.indicator("hotlines")


# What is replaced by what, and what the message must name: key, mistake, fix.
MISTAKES = {
    "missing key": (("baseline_year: 2014\n", ""), ["baseline_year", "missing", "Add it"]),
    "missing key in a pillar": (
        ("    name: Legal measures\n", ""),
        ["pillars.legal.name", "missing", "Add it"],
    ),
    "unknown key": (
        ("title: Child", "titel: x\ntitle: Child"),
        ["titel", "not known", "Remove it", "'title'"],
    ),
    "unknown key in a target": (
        (
            "      of: countries\n      percent: 90",
            "      off: 1\n      of: countries\n      percent: 90",
        ),
        ["pillars.legal.target.off", "'of'"],
    ),
    "key that stands twice": (
        ("target_year: 2020", "target_year: 2020\ntarget_year: 2030"),
        ["line", "duplicate key", "target_year", "keys are unique"],
    ),
    "indented by a tab": (("  id: itu-connect2020", "\tid: itu-connect2020"), ["line", "spaces"]),
    "per cent of NO": (
        ("percent: 90", "percent: NO"),
        ["pillars.legal.target.percent", "number", "'NO'", "Correct"],
    ),
    "per cent of yes": (
        ("percent: 90", "percent: true"),
        ["pillars.legal.target.percent", "number", "True"],
    ),
    "per cent above 100": (
        ("percent: 90", "percent: 120"),
        ["pillars.legal.target.percent", "100", "120", "Correct"],
    ),
    "negative per cent": (
        ("percent: 83", "percent: -83"),
        ["pillars.legal.baseline.children.percent", "0", "-83"],
    ),
    "year as text": (
        ("target_year: 2020", 'target_year: "2020"'),
        ["target_year", "integer", "'2020'"],
    ),
    "empty text": (
        ("statement: Improved mechanisms used for international cooperation", "statement:"),
        ["pillars.cooperation.target.statement", "None"],
    ),
    "target before baseline": (
        ("target_year: 2020", "target_year: 2014"),
        ["target_year", "after baseline_year", "Correct"],
    ),
    "undeclared indicator": (
        ("{indicator: hotline,", "{indicator: hotlin,"),
        ["pillars.technical.evidence", "'hotlin'", "not declared", "hotline"],
    ),
    "undeclared denominator": (
        ("denominator: member_states", "denominator: members"),
        ["pillars.technical.related_counts", "'members'", "member_states"],
    ),
    "undeclared pillar": (
        ("combines: [legal, technical]", "combines: [legal, law]"),
        ["goal.combines", "'law'", "legal, technical"],
    ),
    "goal over a pillar without figures": (
        ("combines: [legal, technical]", "combines: [legal, capacity]"),
        ["goal.combines", "'capacity'", "needs a baseline in children"],
    ),
    "goal over one pillar": (
        ("combines: [legal, technical]", "combines: [legal]"),
        ["goal.combines", "2"],
    ),
    "too many weights": (
        ("weights: [2, 1]", "weights: [2, 1, 1]"),
        ["goal.rules.two_to_one.weights", "one weight for each"],
    ),
    "no weights": (
        ("      weights: [1, 1]\n", ""),
        ["goal.rules.equal.weights", "one weight for each"],
    ),
    "weights where none belong": (
        ("kind: both", "kind: both\n      weights: [1, 1]"),
        ["goal.rules.both.weights", "takes none"],
    ),
    "endless weight": (
        ("weights: [2, 1]", "weights: [.inf, 1]"),
        ["goal.rules.two_to_one.weights"],
    ),
    "weights of zero": (("weights: [2, 1]", "weights: [0, 0]"), ["goal.rules.two_to_one.weights"]),
    "unknown rule": (("kind: either", "kind: any"), ["goal.rules.either.kind", "'any'"]),
    "unknown state": (
        ("state: qualitative", "state: maybe"),
        ["pillars.cooperation.target.state", "set, not_set or qualitative"],
    ),
    "no state": (
        ("      state: qualitative\n", ""),
        ["pillars.cooperation.target.state", "set, not_set or qualitative"],
    ),
    "id with a capital": (("- id: technical", "- id: Technical"), ["pillars.Technical.id"]),
    "pillar id twice": (
        ("- id: organisational", "- id: legal"),
        ["pillars", "'legal' stands twice", "rename"],
    ),
    "a pillar that is called as the goal": (
        ("- id: organisational", "- id: goal"),
        ["pillars", "'goal' is taken", "rename"],
    ),
    "a series of counts twice": (
        ("series: icmec_legislation_sufficient", "series: icmec_no_specific_legislation"),
        ["pillars.legal.related_counts", "'icmec_no_specific_legislation' stands twice"],
    ),
    "pillar number twice": (("number: 2", "number: 1"), ["pillars", "1", "twice"]),
    "pillar combined twice": (
        ("combines: [legal, technical]", "combines: [legal, legal]"),
        ["goal.combines", "'legal'", "twice"],
    ),
    "indicator id twice": (("- id: opsc", "- id: hotline"), ["indicators", "'hotline'", "rename"]),
    "denominator id twice": (
        ("- id: icmec", "- id: member_states"),
        ["denominators", "'member_states'", "rename"],
    ),
    "rule id twice": (("- id: either", "- id: both"), ["goal.rules", "'both'", "rename"]),
    "two documents": (("\npillars:", "\n---\npillars:"), ["line", "another document"]),
    "control character": (("title: Child", "title: \x07Child"), ["line"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_key_and_fix(mistake, written):
    replacement, parts = MISTAKES[mistake]
    with pytest.raises(FrameworkError) as caught:
        load_framework(written(replacement))
    assert caught.value.where.startswith("mine.yaml")
    for part in parts:
        assert part in str(caught.value)


def test_all_mistakes_are_told_at_once(written):
    path = written(("target_year: 2020", "target_year: x"), ("percent: 90", "percent: NO"))
    with pytest.raises(FrameworkError) as caught:
        load_framework(path)
    lines = str(caught.value).splitlines()
    assert "mine.yaml: 2 problems" in lines[0]
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "target_year",
        "pillars.legal.target.percent",
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "- a list\n", "a word\n"])
def test_a_file_without_keys_is_told_in_plain_words(text, tmp_path, refuses):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with refuses(FrameworkError, "mine.yaml", "key"):
        load_framework(path)


def test_a_file_that_is_not_in_utf_8_is_refused(tmp_path, refuses):
    path = tmp_path / "mine.yaml"
    path.write_bytes(SHIPPED.replace("Connect", "Cönnect").encode("latin-1"))
    with refuses(FrameworkError, "mine.yaml", "UTF-8", "connect2020"):
        load_framework(path)


@pytest.mark.parametrize("name", ["conect2020", "nowhere/mine.yaml", "."])
def test_a_framework_that_is_not_there_is_refused_with_those_that_are(name, refuses):
    with refuses(FrameworkError, name, "path of a YAML file", "connect2020"):
        load_framework(name)
