"""Languages: files of messages, with the plurals, numbers and lists of their conventions."""

import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message as Entry
from fluent.syntax.ast import TextElement
from fluent.syntax.visitor import Visitor

from copcalc.assessment import Observation
from copcalc.errors import CopcalcError
from copcalc.measure import Estimate
from copcalc.words import Message, Name, Said, in_language, languages, listed, parts, say, write
from copcalc.words.language import _FILES, Language, current, load

ENGLISH = (_FILES / "en.ftl").read_text(encoding="utf-8")
RUSSIAN = """
language = русский
    .locale = ru-RU
unit-countries = { $amount ->
    [one] { $number } страна
    [few] { $number } страны
    [range] { $number } стран
   *[many] { $number } стран
}
range = от { $low } до { $high }
implied-counted = { NUMBER($found) ->
    [one] Источник учёл { $found }: { $states }
   *[many] Источники учли { $found }: { $states }
}
area-KEN = Кения
    .in = Кении
plan-adopters = В { NAME($area, form: "in") } неизвестно: { $states }
"""
ARABIC = """
language = العربية
    .locale = ar-EG
plan-adopters = غير معروف: { $states }
"""


# What stands in a notebook as text tells what was found once, as in a check by hand.
NOTEBOOKS = {path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb")}


def another(source, tag="xx"):
    return Language(tag, [ENGLISH, source])


def number(value, low=None, high=None, measure="states"):
    bounds = (value if low is None else low, value if high is None else high)
    return Observation(
        measure=measure, area="world", year=2014, estimate=Estimate(*bounds, value), sources=("s",)
    )


class Texts(Visitor):
    def __init__(self):
        self.found = []

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802
        self.found.append(node.value)


@pytest.mark.parametrize("tag", languages())
def test_a_message_stands_once_in_a_file_and_states_no_number_of_its_own(tag):
    entries = FluentResource((_FILES / f"{tag}.ftl").read_text(encoding="utf-8")).body
    messages = [each for each in entries if isinstance(each, Entry)]
    assert Counter(each.id.name for each in messages).most_common(1)[0][1] == 1
    for each in messages:
        if each.id.name.partition("-")[0] in NOTEBOOKS:
            continue
        texts = Texts()
        texts.visit(each)
        # 0-17 is what a child is, and 2014 and 90 would be findings.
        assert not re.search(r"\d", " ".join(texts.found).replace("0-17", "")), each.id.name


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 страна"), (3, "3 страны"), (5, "5 стран"), (21, "21 страна")]
)
def test_plurals_are_those_of_the_language(value, text):
    with in_language(another(RUSSIAN)):
        assert write(number(value)) == text


def test_numbers_and_lists_follow_the_conventions_of_the_language():
    with in_language(another(RUSSIAN)):
        assert listed(["а", "б", "в"]) == "а, б и в"
        share = number(0.264, 0.26, 0.268, measure="share_of_countries")
        assert write(share, "range").replace("\N{NO-BREAK SPACE}", " ") == "от 26,0 до 26,8 %"
        assert write(number(21, 3, 21), "range") == "от 3 до 21 стран"
        thousands = number(1234, measure="rows")
        assert write(thousands, "bare") == "1\N{NO-BREAK SPACE}234"
    assert write(thousands, "bare") == "1,234"


def test_a_number_chooses_the_variant_of_a_sentence_and_is_said_with_its_observation():
    kenya, chad = Name("area-KEN", {"name": "Kenya"}), Name("area-TCD", {"name": "Chad"})
    one, three = number(1), number(3)
    with in_language(another(RUSSIAN)):
        told = parts(Message("implied-counted", {"found": one, "states": [kenya]}))
        assert told == ["Источник учёл ", Said("1 страна", one), ": Кения"]
        many = Message("implied-counted", {"found": three, "states": [kenya, chad]})
        assert say(many) == "Источники учли 3 страны: Кения и Chad"


def test_a_name_has_the_forms_that_a_language_needs():
    area = Name("area-KEN", {"name": "Kenya"})
    with in_language(another(RUSSIAN)):
        assert say(Message("plan-adopters", {"area": area, "states": ["x"]})) == (
            "В Кении неизвестно: x"
        )


def test_what_a_language_leaves_out_is_said_in_english_and_its_values_kept_apart():
    arabic = another(ARABIC)
    assert arabic.direction == "rtl"
    with in_language(arabic):
        assert say(Message("goal-agreement")).startswith("One weight can give both")
        told = say(Message("plan-adopters", {"states": ["Law (OPSC)"]}))
    assert told == "غير معروف: \N{FIRST STRONG ISOLATE}Law (OPSC)\N{POP DIRECTIONAL ISOLATE}"


def test_observations_are_those_that_the_source_language_says():
    given = {"found": number(1), "states": [Name("area-KEN", {"name": "Kenya"})]}
    with in_language(another(RUSSIAN)):
        assert Message("implied-counted", given).observations() == []


def test_a_language_lasts_as_long_as_its_context():
    russian = another(RUSSIAN)
    with in_language(russian):
        assert current() is russian
    with pytest.raises(CopcalcError), in_language(russian):
        say(Message("no-such"))
    assert current().tag == "en"


def test_a_long_list_is_said_whole():
    names = [f"{number:04} of a long name of a state" for number in range(300)]
    said = say(Message("carriers-without_number", {"states": names}))
    assert all(name in said for name in names)


def test_texts_from_data_can_t_pass_for_what_was_placed():
    name = Name("x", {"name": "a\ue0001\ue001b"})
    said = say(Message("plan-adopters", {"states": [name, "c\ue0000\ue001d"]}))
    assert said.endswith(": a\ue0001\ue001b and c\ue0000\ue001d.")
    assert say(Message("pillar-count_note", {"note": "\ue0000\ue001"})).endswith(": 0.")


@pytest.mark.parametrize(
    ("message", "given", "told"),
    [
        ("no-such", {}, "there is no such message.*Write it in en.ftl"),
        ("plan-key", {"target_year": 2020}, "Unknown external: told"),
        ("plan-key", {"target_year": 2020, "told": "a text"}, "can't be said"),
        ("state-step", {"area": number(1)}, "can't be said"),
    ],
)
def test_what_can_t_be_said_is_told(message, given, told):
    with pytest.raises(CopcalcError, match=told):
        say(Message(message, given))


def test_a_language_that_is_not_there_or_can_t_be_read_is_refused():
    with pytest.raises(CopcalcError, match=r"there is no language 'zz'.*Use one of en"):
        load("zz")
    with pytest.raises(CopcalcError, match=r"oops \{ \$x.*a message can't be read: Expected"):
        another("oops { $x\n")
    with pytest.raises(CopcalcError, match=r"Give the message `language` an attribute"):
        another("range = a")
    with pytest.raises(CopcalcError, match=r"whose conventions.*\.locale = fr-FR"):
        another("language = X\n    .locale = qq-QQ\n")
