"""What the README promises is what the suite does."""

import re
import shutil
from pathlib import Path

import pytest

from copcalc.assessment import assess_goal, assess_pillars, open_study, uncertainty
from copcalc.assessment.planned import efforts
from copcalc.assessment.projected import projections
from copcalc.framework import Framework, Pillar
from copcalc.words import about_ahead, about_needed, about_world, say

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def plain(text):
    return " ".join(re.sub(r"^> ?", "", text, flags=re.MULTILINE).split())


def key_messages():
    study = open_study()
    gaps, goal = assess_pillars(study), assess_goal(study)
    said = about_world(study, gaps, goal, uncertainty(study)) + about_ahead(projections(study))
    said += about_needed(efforts(study))
    return [plain(say(sentence)) for sentence in said]


def test_the_headline_is_the_reports_own():
    quoted = plain("\n".join(re.findall(r"^>.*$", README, flags=re.MULTILINE)))
    said = [message for message in key_messages() if message in quoted]
    assert quoted == " ".join(said)


def test_every_file_that_it_shows_or_names_is_there():
    for path in re.findall(r"!\[[^]]*\]\(([^)]*)\)", README):
        assert (ROOT / path).is_file(), path
    for path in re.findall(r"`((?:data|notebooks|copcalc)/[\w/.]+\.\w+)`", README):
        assert (ROOT / path).is_file(), path


def test_it_names_the_keys_of_a_framework():
    (told,) = re.findall(
        r"It\nhas to say (.*?);(.*?)\. A\n(.*?) may be left out", README, flags=re.DOTALL
    )
    whole, pillar, optional = (set(re.findall(r"`(\w+)`", part)) for part in told)
    fields = Framework.model_fields | Pillar.model_fields
    assert whole == {name for name, field in Framework.model_fields.items() if field.is_required()}
    assert pillar == {name for name, field in Pillar.model_fields.items() if field.is_required()}
    assert optional - {"pillar"} == {
        name for name, field in fields.items() if not field.is_required()
    }


@pytest.mark.slow
def test_its_python_examples_run(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    for example in re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL):
        exec(compile(example, "README", "exec"), {})
    printed = capsys.readouterr().out
    for part in (
        "of countries",
        "PillarGap technical, World, 2014, published: baseline 0.26",
        "asia-pacific",
        "organisational",
        "share_low",
        "pace_is_borrowed",
        "Estimate",
        "median_low",
        "turns_low",
        "adopts_hotline",
        "total_conf",
        "not counted",
        "together_high",
    ):
        assert part in printed


@pytest.fixture
def project(tmp_path):
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    return tmp_path


def test_its_table_of_ones_own_is_taken_in(project):
    (table,) = re.findall(r"```csv\n(.*?)```", README, flags=re.DOTALL)
    (project / "data" / "raw" / "evidence" / "my_survey.csv").write_text(table)
    sources = project / "data" / "raw" / "sources.csv"
    (row,) = re.findall(r"`(my-survey,.*)`", README)
    sources.write_text(sources.read_text() + row + "\n")
    before = open_study(year=2014).status("hotline")["KEN"]
    after = open_study(year=2014, root=project).status("hotline")["KEN"]
    assert (before, after) == ("unknown", "yes")


def test_what_is_not_known_is_counted_right():
    study = open_study()
    assert study.coverage("opsc").yes == 169
    laws, hotlines = study.coverage("national_law"), study.coverage("hotline")
    assert "169 of 193 states, 96.6 % of\n  children" in README
    text = plain(README)
    assert (
        f"names {laws.yes} Member States that had one, with {100 * laws.children.low:.1f} % of children, "
        f"and {laws.no} that had none" in text
    )
    assert (
        f"names {hotlines.yes} Member States, with {100 * hotlines.children.low:.1f} % of children, and "
        f"{hotlines.no} without one" in text
    )
    forensics, curricula = (study.coverage(i) for i in ("forensics", "curriculum"))
    assert f"speaks of {forensics.yes + forensics.no} states" in text
    assert f"on school curricula of {curricula.yes + curricula.no}, in 2014" in text
