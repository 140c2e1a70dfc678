import pandas as pd
import pytest

from copcalc.data import Register
from copcalc.errors import AreaError


@pytest.fixture(scope="module")
def register(tables):
    return Register(tables.states, tables.names, 2014)


def test_each_state_is_found_by_its_codes_and_its_name(register):
    for state in register.states.itertuples(index=False):
        if state.name == "Congo":  # ambiguous, see below
            continue
        for text in (state.iso3, state.iso2, state.name, state.name.upper()):
            assert register.find(text).code == state.iso3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA", "NAM"),
        ("na", "NAM"),
        (" namibia ", "NAM"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d\u2019Ivoire", "CIV"),  # the typographic apostrophe
        ("CÔTE D'IVOIRE", "CIV"),
        ("Turkey", "TUR"),
        ("Turkiye", "TUR"),
        ("The Gambia", "GMB"),
        ("the Netherlands", "NLD"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("Niger", "NER"),
        ("Guinea", "GIN"),
        ("South Korea", "KOR"),
        ("DRC", "COD"),
        ("USA", "USA"),
        ("Vatican", "VAT"),
    ],
)
def test_states_are_found_by_what_people_call_them(text, code, register):
    assert register.find(text).code == code


@pytest.mark.parametrize(
    ("text", "code", "states"),
    [
        ("world", "world", 193),
        ("World", "world", 193),
        ("Africa", "africa", 44),
        ("Arab States", "arab-states", 21),
        ("arab-states", "arab-states", 21),
        ("asia pacific", "asia-pacific", 38),
        ("CIS", "cis", 9),
    ],
)
def test_the_world_and_the_regions_are_found(text, code, states, register):
    area = register.find(text)
    assert (area.code, len(area.states)) == (code, states)


@pytest.mark.parametrize(("text", "codes"), [("Congo", "COD COG"), ("Korea", "KOR PRK")])
def test_an_ambiguous_name_is_refused_with_all_it_can_mean(text, codes, register, refuses):
    with refuses(AreaError, f"{text!r} can mean", *codes.split(), "Write the code"):
        register.find(text)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Germny", "Germany (DEU)"),
        ("Nambia", "Namibia (NAM)"),
        ("Afrca", "Africa (africa)"),
        ("wrld", "World"),
        ("Sao Tome", "Sao Tome and Principe (STP)"),
        ("united", "United Arab Emirates (ARE)"),
    ],
)
def test_a_misspelt_name_is_refused_with_close_ones(text, suggestion, register, refuses):
    with refuses(AreaError, f"no area {text!r}", "Did you mean", suggestion):
        register.find(text)


@pytest.mark.parametrize("text", ["", "  ", "?", "日本"])
def test_a_name_like_no_other_is_refused_with_what_can_be_written(text, register, refuses):
    with refuses(AreaError, f"no area {text!r}", "world, a region, or an ISO code"):
        register.find(text)


def test_a_congo_is_never_taken_for_the_other(register):
    # "Republic of the Congo" is COG; the only suggestion must not be COD.
    try:
        found = register.find("Republic of the Congo").code
    except AreaError as error:
        found = error.fix
    assert "COG" in found


@pytest.mark.parametrize("text", ["Palau", "PLW", "pw"])
def test_a_later_member_is_refused_with_the_year_it_joined(text, register, tables, refuses):
    with refuses(AreaError, "Palau was not", "end of 2014", "2024 or later"):
        register.find(text)
    assert Register(tables.states, tables.names, 2024).find(text).code == "PLW"


def test_membership_is_as_of_the_year(tables):
    sizes = {y: len(Register(tables.states, tables.names, y).states) for y in (2011, 2023, 2024)}
    assert sizes == {2011: 193, 2023: 193, 2024: 194}


def test_a_year_before_the_register_is_refused(tables, refuses):
    with refuses(AreaError, "year", "back to 2011, not to 2010", "2011 or later"):
        Register(tables.states, tables.names, 2010)


def test_the_regions_share_out_the_world(register):
    shared_out = [state for region in register.regions for state in region.states]
    assert sorted(shared_out) == sorted(register.world.states)
    assert all(state in register.region_of(state).states for state in register.world.states)


def test_areas_have_codes_of_their_own(register):
    codes = [area.code for area in register.areas]
    assert len(codes) == len(set(codes)) == 1 + 6 + 193
    assert register.area("NAM").name == "Namibia"
    with pytest.raises(KeyError):
        register.area("Namibia")


def test_names_in_other_scripts_are_kept_apart(tables):
    names = pd.DataFrame({"name": ["Россия"], "iso3": ["RUS"]})
    register = Register(tables.states, names, 2014)
    assert register.find("россия").code == "RUS"
    for text in ("Китай", "", "!!!"):
        with pytest.raises(AreaError, match="there is no area"):
            register.find(text)
