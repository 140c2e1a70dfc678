import csv
import json
from importlib import resources

import jsonschema
import pytest
from frictionless import Package, system
from referencing import Registry, Resource

from copcalc.assessment import open_study

WITHOUT_CHILDREN = ["AND", "DMA", "KNA", "LIE", "MCO", "MHL", "NRU", "SMR", "TUV", "VAT"]


@pytest.fixture(scope="module")
def package(raw):
    return json.loads((raw / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(raw):
    """Read a raw table with nothing but the csv module."""

    def read(path):
        with (raw / path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="module")
def members(rows):
    """Codes of the Member States at the end of 2014."""
    return {r["iso3"] for r in rows("member_states.csv") if r["member_by"] <= "2014-12-31"}


@pytest.fixture(scope="module")
def children(rows):
    """Thousands of children by vintage, area and year."""
    return {
        (r["vintage"], r["area"], r["year"]): float(r["children_thousands"])
        for r in rows("children.csv")
    }


def validator(profile):
    """The official profile, with references to others answered from those that are bundled."""
    folder = resources.files("dplib") / "profiles" / "2.0"
    profiles = {f.name: json.loads(f.read_text("utf-8")) for f in folder.iterdir()}
    registry = Registry().with_resources(
        (f"https://datapackage.org/profiles/2.0/{name}", Resource.from_contents(content))
        for name, content in profiles.items()
    )
    kind = jsonschema.validators.validator_for(profiles[profile])
    return kind(profiles[profile], registry=registry)


def test_the_package_fits_the_official_profiles(package):
    validator("datapackage.json").validate(package)
    for resource in package["resources"]:
        validator("dataresource.json").validate(resource)
        validator("tableschema.json").validate(resource["schema"])


def test_the_official_profiles_refuse_what_does_not_fit():
    with pytest.raises(jsonschema.ValidationError):
        validator("datapackage.json").validate({"name": "x"})
    with pytest.raises(jsonschema.ValidationError):
        validator("tableschema.json").validate({"fields": [{"name": 1}]})


def test_every_table_is_listed_and_every_listed_table_is_there(raw, package):
    listed = [resource["path"] for resource in package["resources"]]
    there = [path.relative_to(raw).as_posix() for path in raw.rglob("*.csv")]
    assert sorted(listed) == sorted(there)


def test_every_table_has_sources_licences_and_a_header_as_described(raw, package):
    for resource in package["resources"]:
        assert all(source["title"] for source in resource["sources"])
        assert all(licence["name"] for licence in resource["licenses"])
        with (raw / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_only_an_empty_cell_is_missing(package):
    # Else the code NA would be read as missing and not as Namibia.
    assert all(resource["schema"]["missingValues"] == [""] for resource in package["resources"])


def test_every_source_of_a_row_is_known_and_has_terms(package, rows):
    sources = {row["source"]: row for row in rows("sources.csv")}
    assert all(row["title"] and row["terms"] for row in sources.values())
    for resource in package["resources"]:
        if any(field["name"] == "source" for field in resource["schema"]["fields"]):
            assert {row["source"] for row in rows(resource["path"])} <= set(sources)


def test_frictionless_finds_nothing_wrong(raw):
    with system.use_context(trusted=True):
        report = Package(str(raw / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []


def test_namibia_is_in_every_table_that_should_hold_it(rows, children):
    (namibia,) = [r for r in rows("member_states.csv") if r["iso2"] == "NA"]
    assert (namibia["iso3"], namibia["name"]) == ("NAM", "Namibia")
    assert ("WPP2012", "NAM", "2014") in children
    assert ("WPP2022", "NAM", "2014") in children
    for table in ("opsc", "hotline"):
        assert any(r["iso3"] == "NAM" for r in rows(f"evidence/{table}.csv"))


def test_193_states_in_2014_and_palau_as_the_194th_in_2024(rows, members, built):
    states = {r["iso3"]: r for r in rows("member_states.csv")}
    assert (len(members), len(states)) == (193, 194)
    assert set(states) - members == {"PLW"}
    assert states["PLW"]["member_by"] == "2024-09-19"
    assert set(open_study(root=built).register.states.index) == members


def test_the_regions_have_as_many_states_as_itu_says(rows, members, built):
    itu = {
        "Africa": 44,
        "Americas": 35,
        "Arab States": 21,
        "Asia-Pacific": 38,
        "CIS": 9,
        "Europe": 46,
    }
    regions = {r["iso3"]: r["itu_region"] for r in rows("member_states.csv")}
    assert {name: sum(regions[m] == name for m in members) for name in itu} == itu
    assert list(regions.values()).count("Asia-Pacific") == 39
    study = open_study(root=built)
    assert {r.name: len(r.states) for r in study.register.regions} == itu


@pytest.mark.parametrize(("vintage", "millions"), [("WPP2012", 2244), ("WPP2022", 2311)])
def test_the_world_s_children_in_2014(children, vintage, millions):
    assert round(children[vintage, "WORLD", "2014"] / 1000) == millions


def test_ten_states_have_no_number_of_children_in_the_vintage_of_2014(children, members, built):
    counted = {area for vintage, area, year in children if (vintage, year) == ("WPP2012", "2014")}
    assert sorted(members - counted) == WITHOUT_CHILDREN
    coverage = open_study(root=built).coverage("opsc")
    assert sorted(coverage.without_children) == WITHOUT_CHILDREN


def test_the_states_sum_to_the_world_but_for_areas_that_are_no_states(rows, children, tables):
    # No state joined between the first date of the register, 2011, and the last year of the children.
    joined = {r["iso3"]: int(r["member_by"][:4]) for r in rows("member_states.csv")}
    years = {(vintage, year) for vintage, _, year in children}
    sums = dict.fromkeys(years, 0.0)
    for (vintage, area, year), thousands in children.items():
        if area in joined and joined[area] <= max(int(year), 2011):
            sums[vintage, year] += thousands
    for key, total in sums.items():
        world = children[key[0], "WORLD", key[1]]
        assert 0.99 * world < total < world
    checked = tables.checks.set_index(["vintage", "year"])["children_of_states"]
    assert {(v, str(y)): n for (v, y), n in checked.items()} == pytest.approx(
        {key: 1000 * total for key, total in sums.items()}
    )


def test_opsc_covers_169_states_and_96_6_per_cent_of_children_in_2014(
    rows, members, children, built
):
    parties = {
        r["iso3"]
        for r in rows("evidence/opsc.csv")
        if r["status"] == "yes" and r["since"] and int(r["since"]) <= 2014 and r["iso3"] in members
    }
    counted = {m: children.get(("WPP2012", m, "2014"), 0) for m in members}
    share = sum(counted[m] for m in parties) / sum(counted.values())
    assert len(parties) == 169
    assert round(100 * share, 1) == 96.6
    coverage = open_study(root=built).coverage("opsc")
    assert (coverage.yes, coverage.no, coverage.unknown) == (169, 24, 0)
    assert coverage.children.value == pytest.approx(share)


HIGH_OR_MEDIUM = ["high", "medium"]


@pytest.mark.parametrize(
    ("indicator", "known", "per_cent"),
    [
        ("national_law", (108, 11, 74), 60.4),
        ("hotline", (48, 10, 135), 19.2),
        ("curriculum", (16, 4, 173), 32.0),
        ("forensics", (34, 1, 158), 60.7),
    ],
)
def test_what_the_evidence_settles_at_the_end_of_2014(
    indicator, known, per_cent, rows, members, children, built
):
    # Read off the rows: of those that speak of the end of 2014, the surest decide, if they agree.
    answers = {}
    for r in rows(f"evidence/{indicator}.csv"):
        since, until = int(r["since"] or 9999), int(r["until"] or 9999)
        dated = r["since"] if r["status"] == "yes" else r["until"]
        within = (since <= 2014 or (r["status"] == "no" and not r["since"])) and until >= 2014
        counts = r["strength"] == "named" and r["confidence"] in HIGH_OR_MEDIUM
        if counts and within and dated and r["status"] != "unknown":
            answers.setdefault(r["iso3"], {}).setdefault(r["confidence"], set()).add(r["status"])
    surest = {state: said.get("high") or said["medium"] for state, said in answers.items()}
    yes, no = ({s for s in members if surest.get(s) == {a}} for a in ("yes", "no"))
    assert (len(yes), len(no), 193 - len(yes | no)) == known
    counted = {m: children.get(("WPP2012", m, "2014"), 0) for m in members}
    share = sum(counted[m] for m in yes) / sum(counted.values())
    assert round(100 * share, 1) == per_cent
    coverage = open_study(root=built).coverage(indicator)
    assert (coverage.yes, coverage.no, coverage.unknown) == known
    assert coverage.children.low == pytest.approx(share)


def test_low_confidence_would_settle_more(built):
    study = open_study(root=built)
    laws, hotlines = (study.coverage(i, confidence="low") for i in ("national_law", "hotline"))
    assert (laws.yes, laws.no, laws.unknown) == (123, 21, 49)
    assert (hotlines.yes, hotlines.no, hotlines.unknown) == (53, 22, 118)


# Each correction of the first compilation, at the ends of years.
CORRECTED = {
    ("budapest_convention", "POL"): {2014: "no", 2015: "yes"},
    ("budapest_convention", "CZE"): {2012: "no", 2013: "yes", 2014: "yes"},
    ("budapest_convention", "KEN"): {2007: "no", 2014: "no", 2015: "unknown"},
    ("lanzarote_convention", "KEN"): {2014: "no", 2018: "no", 2019: "unknown"},
    ("lanzarote_convention", "FRA"): {2014: "unknown", 2020: "yes"},
    ("global_alliance", "FRA"): {2011: "no", 2012: "yes", 2015: "yes", 2016: "unknown"},
    ("global_alliance", "KEN"): {2011: "no", 2014: "unknown"},
    ("hotline", "KAZ"): {2010: "unknown", 2011: "yes"},
    ("hotline", "SVK"): {2014: "yes", 2021: "yes"},
    ("hotline", "IDN"): {2014: "no", 2017: "yes", 2019: "yes"},
    ("hotline", "PHL"): {2014: "unknown", 2016: "yes"},
    ("hotline", "SEN"): {2014: "no", 2019: "no", 2020: "yes"},
    ("national_law", "TUR"): {2004: "unknown", 2007: "yes"},
    ("national_law", "THA"): {2014: "no", 2015: "yes"},
    ("national_law", "MOZ"): {2014: "no", 2015: "yes"},
    ("national_law", "VNM"): {2014: "no", 2018: "no", 2019: "unknown"},
    ("curriculum", "IND"): {2012: "no", 2013: "yes", 2015: "yes"},
    ("curriculum", "RUS"): {2013: "unknown", 2014: "yes", 2017: "yes"},
    ("forensics", "BGD"): {2012: "unknown", 2013: "yes", 2015: "yes"},
}


@pytest.mark.parametrize(("indicator", "iso3"), CORRECTED)
def test_a_corrected_status(indicator, iso3, tables):
    for year, status in CORRECTED[indicator, iso3].items():
        assert tables.decided(indicator, year).at[iso3, "status"] == status, year


def test_no_row_rests_on_what_gave_way_to_a_better_source(rows):
    law = [r for r in rows("evidence/national_law.csv") if r["iso3"] == "TUR"]
    assert not any("5651" in r["name"] + r["detail"] for r in law)
    kazakhstan = [r for r in rows("evidence/hotline.csv") if r["iso3"] == "KAZ"]
    assert {r["since_means"] for r in kazakhstan if r["since"] == "2011"} == {"began"}
    poland = [r for r in rows("evidence/cooperation.csv") if r["iso3"] == "POL"]
    assert "2015-06-01" in {r["since_date"] for r in poland}


def test_a_year_that_is_only_attested_is_no_beginning(tables):
    evidence = tables.evidence
    attested = evidence["basis"].isin(["attested by", "stated join", "group attested"])
    assert set(evidence.loc[attested, "since_means"].dropna()) == {"attested"}
    assert set(evidence.loc[evidence["basis"] == "stated launch", "since_means"].dropna()) == {
        "began"
    }
    assert set(evidence.loc[evidence["basis"] == "stated passed", "since_means"].dropna()) == {
        "passed"
    }


def test_sources_have_publishers_dates_and_addresses_of_their_own(rows):
    sources = rows("sources.csv")
    assert all(r["title"] and r["publisher"] and r["date"] for r in sources)
    without = {r["source"] for r in sources if not r["url"]}
    assert without == {"itu-connect2020", "qatar-news-agency-2014"}  # their titles say why
    for r in sources:
        if r["url"]:
            host = r["url"].split("/")[2]
            assert host.replace(".", "").isalnum() or "-" in host
            assert not host.replace(".", "").isdigit(), r  # a bare address
            assert ":" not in host, r
            assert not host.endswith("."), r
            for mirror in ("atozwiki", "trtoplist", "amazonaws", "un-icc.cloud"):
                assert mirror not in host, r


def test_the_world_is_counted_only_where_states_are(children):
    assert {(v, y) for v, a, y in children if a == "WORLD"} == {
        (v, y) for v, a, y in children if a != "WORLD"
    }
