"""What is fresh is left alone: a report is made again if what it shows would be another, and only then."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from copcalc import cli
from copcalc.assessment import open_study
from copcalc.errors import ReportError
from copcalc.framework import load_framework
from copcalc.report import manifest
from copcalc.report.chapters import chapters
from copcalc.report.manifest import (
    Origin,
    Origins,
    read_manifest,
    rewrite_manifest,
    write_manifest,
)
from copcalc.report.request import Request

ROOT = Path(__file__).parents[2]
FRAMEWORK = load_framework("connect2020")
ORIGIN = Origin(
    report={"area": "NAM", "year": 2014},
    made_from={"notebooks/report.ipynb": "a", "the code of copcalc": "b"},
    data={"data/raw/children.csv": "c"},
    made_with={"pandas": "3.1"},
)
ASKED = {'["years", {}]': "d", '["statuses", {"states": ["NAM"]}]': "e"}


def never(question):
    raise AssertionError(question)


@pytest.fixture
def report(tmp_path):
    folder = tmp_path / "NAM"
    (folder / "charts").mkdir(parents=True)
    (folder / "report.html").write_text("<p>")
    (folder / "charts" / "one.svg").write_text("<svg>")
    write_manifest(folder, ORIGIN, ASKED)
    return folder


def test_a_report_as_it_was_made_is_fresh_and_no_table_is_asked(report):
    assert list(read_manifest(report).damage(report)) == []
    assert read_manifest(report).why_stale(ORIGIN, never) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"report": {"area": "NAM", "year": 2018}}, "it was made of other chapters"),
        (
            {"made_from": ORIGIN.made_from | {"notebooks/report.ipynb": "x"}},
            "notebooks/report.ipynb has changed",
        ),
        (
            {"made_from": {}, "made_with": {"pandas": "4.0"}},
            "notebooks/report.ipynb, pandas, the code of copcalc have changed",
        ),
    ],
)
def test_what_it_is_made_from_makes_it_stale(report, change, why):
    assert read_manifest(report).why_stale(replace(ORIGIN, **change), never) == why


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda folder: shutil.rmtree(folder), "it is not there"),
        (lambda folder: (folder / "manifest.json").unlink(), "it has no manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "its manifest.json can't be read"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "its manifest.json can't be read"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "its manifest.json can't be read"),
        (
            lambda folder: (folder / "charts" / "one.svg").write_text("<SVG>"),
            "charts/one.svg is not as it was written",
        ),
        (
            lambda folder: (folder / "charts" / "one.svg").unlink(),
            "charts/one.svg is missing",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_spoilt_is_told(report, spoil, why):
    spoil(report)
    try:
        told = list(read_manifest(report).damage(report))
    except ReportError as error:
        told = [error.what]
    assert told == [why]


def test_a_file_of_somebody_else_changes_nothing(report):
    (report / "notes.txt").write_text("mine")
    assert list(read_manifest(report).damage(report)) == []
    assert read_manifest(report).why_stale(ORIGIN, never) == ""


def test_changed_tables_that_answer_as_before_leave_it_fresh(report):
    changed = replace(ORIGIN, data={"data/raw/children.csv": "x", "data/raw/evidence/new.csv": "y"})
    assert read_manifest(report).why_stale(changed, ASKED.get) == ""
    read_manifest(report).keep_fresh(report, changed)
    assert read_manifest(report).why_stale(changed, never) == ""
    before = (report / "manifest.json").stat().st_mtime_ns
    read_manifest(report).keep_fresh(report, changed)
    assert (report / "manifest.json").stat().st_mtime_ns == before
    other = report.with_name("other")
    shutil.copytree(report, other)
    (other / "manifest.json").unlink()
    write_manifest(other, changed, ASKED)
    assert (other / "manifest.json").read_bytes() == (report / "manifest.json").read_bytes()


def test_changed_tables_that_answer_otherwise_make_it_stale(report):
    changed = replace(ORIGIN, data={"data/raw/children.csv": "x"})
    why = read_manifest(report).why_stale(changed, (ASKED | {'["years", {}]': "other"}).get)
    assert why == 'the tables do not answer as before: ["years", {}]'


def test_files_that_were_written_again_are_as_they_were_written(report):
    (report / "report.html").write_text("<p>in other words")
    assert list(read_manifest(report).damage(report)) == ["report.html is not as it was written"]
    rewrite_manifest(report)
    assert list(read_manifest(report).damage(report)) == []
    assert read_manifest(report).why_stale(ORIGIN, never) == ""
    (report / "manifest.json").unlink()
    rewrite_manifest(report)
    assert not (report / "manifest.json").exists()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project that makes reports of its own notebooks."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    return folder


def origin(project, area="africa", framework="connect2020"):
    study = open_study(area, root=project)
    parts = tuple(chapters(project / "notebooks", study.area, FRAMEWORK, year=2014))
    return Origins(project).of(
        Request(study.area, parts, 2014, "WPP2012", framework, ()), FRAMEWORK
    )


def test_an_origin_names_what_matters_and_no_machine(project, tmp_path):
    mine = tmp_path / "mine.yaml"
    shutil.copy(ROOT / "copcalc" / "frameworks" / "connect2020.yaml", mine)
    told = origin(project, framework=str(mine))
    assert told.report["chapters"][1] == {
        "name": "gap-legal",
        "notebook": "gap.ipynb",
        "pillar": "legal",
    }
    assert {"framework connect2020", "notebooks/plan.ipynb", "the code of copcalc"} < {
        *told.made_from
    }
    assert "notebooks/data.ipynb" not in told.made_from
    assert {"data/raw/children.csv", "data/raw/evidence/hotline.csv"} < {*told.data}
    assert {"python", "copcalc", "pandas", "matplotlib", "fluent.runtime"} < {*told.made_with}
    assert "pytest" not in told.made_with
    assert str(tmp_path) not in repr(told)
    assert str(project) not in repr(told)


def test_another_framework_with_the_same_id_is_another_origin(project, tmp_path):
    mine = tmp_path / "mine.yaml"
    text = (ROOT / "copcalc" / "frameworks" / "connect2020.yaml").read_text(encoding="utf-8")
    mine.write_text(text + "\n", encoding="utf-8")
    assert origin(project, framework=str(mine)).made_from != origin(project).made_from


def test_any_file_of_the_package_is_part_of_its_code(tmp_path, monkeypatch):
    package = shutil.copytree(
        ROOT / "copcalc", tmp_path / "copcalc", ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(manifest.resources, "files", lambda _: package)
    before = manifest._code()
    (package / "frameworks" / "mine.yaml").write_text("id: mine")
    assert manifest._code() == before
    message = package / "words" / "languages" / "en.ftl"
    message.write_text(message.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert manifest._code() != before


@pytest.mark.slow
def test_a_changed_row_makes_exactly_those_reports_again_that_show_it(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    monkeypatch.delenv("COPCALC_ROOT", raising=False)

    def made(*typed):
        assert cli.main(["report", "NAM", "ZAF", "FRA", *typed]) == 0
        told = capsys.readouterr().out.splitlines()[:-1]
        return {line.split()[1] for line in told if line.startswith("made")}

    def edit(file, old, new):
        path = project / "data" / "raw" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def contents(reports):
        files = [file for file in reports.rglob("*") if file.is_file()]
        return {
            file.relative_to(reports): file.read_bytes()
            for file in files
            if file.relative_to(reports).parts[0] not in ("logs", ".batch")
        }

    assert made() == {"Namibia:", "South", "France:"}
    assert made() == set()
    # What only its own report tells.
    edit("evidence/opsc.csv", "opsc,NAM,yes,2002,began,2002-04-16,no,,named,high,treaty_party,exact date,,party by", "opsc,NAM,yes,2002,began,2002-04-16,no,,named,high,treaty_party,exact date,,a party by")  # fmt: skip
    assert made() == {"Namibia:"}
    # South Africa, its neighbour, had a hotline; France is neither a neighbour nor without one.
    edit("evidence/hotline.csv", "hotline,NAM,yes,2017,began", "hotline,NAM,yes,2012,began")
    assert made() == {"Namibia:", "South"}
    # Of a year that no report of a state looks at.
    edit("children.csv", "WPP2022,NAM,2014,963.392", "WPP2022,NAM,2014,964.392")
    assert made() == set()
    # A share of the world's children is told of each of them.
    edit("children.csv", "WPP2012,NAM,2014,993.842", "WPP2012,NAM,2014,994.842")
    assert made() == {"Namibia:", "South", "France:"}
    kept = contents(project / "reports")
    assert made("--force", "--output", "anew") == {"Namibia:", "South", "France:"}
    assert contents(project / "anew") == kept


@pytest.mark.slow
def test_a_mark_goes_when_the_report_is_fresh_again(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert cli.main(["report", "VAT"]) == 0
    (project / "reports" / "VAT" / "stale.txt").write_text("Making it again failed")
    assert cli.main(["report", "VAT"]) == 0
    assert "1 fresh" in capsys.readouterr().out
    assert not (project / "reports" / "VAT" / "stale.txt").exists()
