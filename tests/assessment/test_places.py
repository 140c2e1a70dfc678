from dataclasses import replace

import pytest

from copcalc.assessment import carriers, largest_unknown, profile, unknown_by_pillar
from copcalc.errors import CopcalcError
from copcalc.measure import Estimate, Unmeasured

INDICATORS = ["national_law", "opsc", "hotline"]


@pytest.mark.parametrize("area", ["world", "africa", "NAM", "VAT"])
@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("strength", ["named", "group"])
def test_carriers_and_covered_are_all_states(study, area, indicator, strength):
    asked = study(area)
    listed = set(carriers(asked, indicator, strength=strength).index)
    status = asked.status(indicator, strength=strength)
    covered = {s for s in asked.area.states if status[s] == "yes"}
    assert listed | covered == set(asked.area.states)
    assert not listed & covered


def test_the_24_states_outside_opsc_by_their_children(study):
    frame = carriers(study(), "opsc")
    assert len(frame) == 193 - 169
    assert list(frame.index[:4]) == ["KEN", "GHA", "CMR", "ZMB"]
    assert set(frame["status"]) == {"no"}
    # 96.6 % of children live in the other states.
    assert round(100 * frame["cumulative"].max(), 1) == 3.4
    assert frame["share"].sum() == pytest.approx(frame["cumulative"].max())
    assert frame["children"].dropna().is_monotonic_decreasing
    # Those without a number come last, and are not left out.
    assert list(frame.index[-4:]) == ["MHL", "NRU", "KNA", "TUV"]
    assert frame["children"].tail(4).isna().all()


def test_shares_are_of_the_area_s_own_children(study):
    namibia = carriers(study("NAM"), "hotline")
    assert namibia["share"].tolist() == pytest.approx([1])
    africa = study("africa")
    kenya = carriers(africa, "opsc").loc["KEN"]
    assert kenya["share"] == pytest.approx(kenya["children"] / africa.children_of(africa.area))


def test_an_area_without_children_has_carriers_without_shares(study):
    vatican = carriers(study("VAT"), "hotline")
    assert vatican.index.tolist() == ["VAT"]
    assert vatican[["children", "share", "cumulative"]].isna().all(axis=None)


def test_the_profile_of_namibia(study, sound):
    namibia = profile(study("Namibia"))
    assert namibia.region.code == "africa"
    status = namibia.status.set_index(["pillar", "indicator"])["status"]
    assert status["Legal measures", "opsc"] == "yes"
    assert status["Technical and procedural measures", "hotline"] == "unknown"
    assert {"opsc", "hotline", "national_law"} < set(namibia.evidence["indicator"])
    assert namibia.evidence["source"].notna().all()
    assert "NAM" in namibia.peers.index
    assert namibia.peers["children"].is_monotonic_decreasing
    seen = sound(namibia.observations())
    assert seen["africa.2014.states"].value == 44
    assert seen["world.2014.states"].value == 193
    assert seen["world.2014.step"].as_read().value == pytest.approx(100 / 193, abs=1e-6)
    # The treaty counts once, though it speaks for two pillars; it is on no list of two conventions.
    assert seen["NAM.2014.statuses_known"].value == 3
    assert set(namibia.status["conflict"]) == {"no"}


def test_a_profile_tells_that_sources_disagree(study):
    slovakia = profile(study("SVK"))
    hotline = slovakia.status.set_index("indicator").loc["hotline"]
    assert (hotline["status"], hotline["conflict"]) == ("yes", "settled")
    told = slovakia.evidence[slovakia.evidence["indicator"] == "hotline"]
    assert {"yes", "no"} <= set(told["status"])


def test_a_profile_weighs_the_state_in_its_region_and_in_the_world(study):
    asked = study("NAM", vintage="WPP2022")
    namibia = profile(asked)
    assert namibia.children.estimate == Estimate.exact(asked.children["NAM"])
    in_region = namibia.children.value / asked.children_of(namibia.region)
    assert namibia.share_of_region.value == pytest.approx(in_region)
    assert namibia.share_of_world.value < namibia.share_of_region.value


def test_a_profile_of_a_state_without_children(study, sound):
    vatican = profile(study("VAT"))
    for seen in (vatican.children, vatican.share_of_region, vatican.share_of_world):
        assert seen.estimate == Unmeasured("no_children")
    record = sound(vatican.observations())["VAT.2014.WPP2012.children"].as_record()
    assert (record["value"], record["reason"]) == (None, "no_children")


def test_a_profile_lists_every_pillar_and_whom_to_ask(study):
    status = profile(study("KEN")).status
    assert status["pillar"].nunique() == 5
    assert (status["ask"] != "").all()
    assert (status.loc[status["indicator"] == "", "status"] == "unknown").all()


@pytest.mark.parametrize("area", ["world", "africa"])
def test_only_a_state_has_a_profile(study, area, refuses):
    with refuses(CopcalcError, "profile", area, "Member State"):
        profile(study(area))


def test_evidence_about_a_group_takes_a_state_off_the_list(spain_by_group):
    europe = spain_by_group("europe")
    assert "ESP" not in carriers(europe, "hotline").index
    assert "ESP" in carriers(europe, "hotline", strength="named").index
    listed = largest_unknown(europe, "hotline", most=100)["largest_unknown"]
    ranking = carriers(europe, "hotline")
    assert {"no", "unknown"} == set(ranking["status"])
    unknown = ranking[ranking["status"] == "unknown"]
    assert listed.value == len(unknown["share"].dropna()) > 0


def test_peers_tell_evidence_about_a_group_from_evidence_by_name(spain_by_group, study):
    peers = profile(spain_by_group("PRT")).peers["hotline"]
    assert peers["ESP"] == "yes (group)"
    assert peers["AND"] == "unknown"
    assert profile(study("DEU")).peers.at["DEU", "hotline"] == "yes"


def test_what_is_unknown_of_each_pillar_that_is_counted(study):
    africa = study("africa")
    table = unknown_by_pillar(africa)
    assert table.index.tolist() == ["legal", "technical", "organisational", "capacity"]
    hotline = africa.status("hotline", strength="group").loc[list(africa.area.states)]
    unknown = hotline.index[hotline == "unknown"]
    assert table.at["technical", "unreported"] == len(unknown)
    children = africa.children.reindex(unknown).nlargest(10).sum()
    share = children / africa.children_of(africa.area)
    assert table.at["technical", "share_of_largest_unknown"] == pytest.approx(share)
    assert (table["ask"] != "").all()


def test_without_an_indicator_nobody_can_be_named(study):
    framework = study().framework
    pillars = [pillar.model_copy(update={"evidence": []}) for pillar in framework.pillars]
    silent = replace(study(), framework=framework.model_copy(update={"pillars": pillars}))
    table = unknown_by_pillar(silent)
    assert table["unreported"].tolist() == [193] * 4
    assert table["largest_unknown"].isna().all()


def test_the_evidence_of_a_profile_names_its_sources(study):
    evidence = profile(study("KEN")).evidence
    assert evidence.index.is_unique
    assert evidence["title"].str.len().gt(5).all()
    sources = study("KEN").tables.sources.set_index("source")
    for title, source in zip(evidence["title"], evidence["source"], strict=True):
        told = sources.loc[source]
        assert title.startswith(told["title"])
        assert told["publisher"] in title


def test_peers_are_of_one_sub_region_with_the_children_of_each(study):
    peers = profile(study("KEN")).peers
    assert peers.cells().at["NGA", "children"].key == "NGA.2014.WPP2012.children"
    assert len(profile(study("KEN", year=2024)).peers) == len(peers)
    assert profile(study("KEN", year=2024)).peers["children"].isna().all()
