"""Verifying reports: what is spoilt, stale, forged or not the same again is found, and nothing else is blamed."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from short_project import short_project, write_report

from copcalc import cli
from copcalc.assessment import open_study
from copcalc.errors import BusyError, CopcalcError, ReportError
from copcalc.report.batch import make_reports
from copcalc.report.folder import only_one
from copcalc.report.request import request_about
from copcalc.report.verify import verify_reports

ROOT = Path(__file__).parents[2]
FRAMEWORK = ROOT / "copcalc" / "frameworks" / "connect2020.yaml"
AREAS = ("world", "africa", "europe", "NAM", "MOZ")

CELLS = (
    "import copcalc as cop\nstudy = cop.open_study(area, year=year, vintage=vintage, framework=framework)",
    'record = cop.Record(study, "report", save_to=save_to)\n'
    'record.add(cop.assess_pillar(study, "legal").observations())',
    "record.finish()",
)


def make(project, *areas, framework="connect2020"):
    study = open_study(framework=framework, root=project)
    requests = [request_about(study.at(a), root=project, framework=framework) for a in areas]
    with ThreadPoolExecutor(1) as executor:
        made = make_reports(
            requests,
            executor=executor,
            framework=study.framework,
            root=project,
            reports=project / "reports",
        )
        assert {each.state for each in made} == {"made"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project with one short notebook, and the reports that it made; to be copied."""
    project = short_project(tmp_path_factory.mktemp("made"))
    write_report(project, *CELLS)
    make(project, *AREAS)
    return project


@pytest.fixture
def project(made, tmp_path):
    return shutil.copytree(made, tmp_path / "project")


@pytest.fixture
def reports(project):
    return project / "reports"


@pytest.fixture
def verify(project, tmp_path):
    """Verify reports of the project; what was found, by the folder's name."""

    def verify(folder=None, sample=0, scratch=tmp_path / "scratch"):
        with ThreadPoolExecutor(1) as executor:
            found = verify_reports(
                folder or project / "reports",
                root=project,
                executor=executor,
                scratch=scratch,
                sample=sample,
            )
            return {each.folder.name: each for each in found}

    return verify


def contents(folder):
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def change(folder, file, **parts):
    """Write other values into a file of a report, and its digest into the manifest, as a forger would."""
    told = json.loads((folder / file).read_text()) | parts
    (folder / file).write_text(json.dumps(told))
    if file != "manifest.json":
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["files"][file] = sha256((folder / file).read_bytes()).hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.slow
def test_reports_as_they_were_made_are_good_and_come_out_the_same(verify, reports):
    before = contents(reports)
    found = verify(sample=3)
    assert found.keys() == set(AREAS)
    assert all(each.is_good and not each.others for each in found.values())
    # One of each kind of area was made again.
    again = {name for name, each in found.items() if each.differing is not None}
    assert "world" in again
    assert len(again & {"africa", "europe"}) == len(again & {"NAM", "MOZ"}) == 1
    assert {found[name].differing for name in again} == {()}
    assert contents(reports) == before
    assert {name for name, each in verify(sample=3).items() if each.differing == ()} == again


@pytest.mark.slow
def test_a_sample_may_be_all(verify):
    found = verify(sample=99)
    assert [each.differing for each in found.values()] == [()] * len(AREAS)


def spoil(reports, how):
    folder = reports / "NAM"
    match how:
        case "changed":
            (folder / "results.json").write_text("{}")
        case "missing":
            (folder / "notebooks" / "report.ipynb").unlink()
        case "no manifest":
            (folder / "manifest.json").unlink()
        case "no JSON":
            (folder / "manifest.json").write_text("{")
        case "another's":
            shutil.rmtree(folder)
            shutil.copytree(reports / "MOZ", folder)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("changed", "results.json is not as it was written"),
        ("missing", "notebooks/report.ipynb is missing"),
        ("no manifest", "it has no manifest.json"),
        ("no JSON", "its manifest.json can't be read"),
        ("another's", "it is the report MOZ"),
    ],
)
def test_what_is_spoilt_is_told_and_not_made_again(verify, reports, how, told):
    spoil(reports, how)
    before = contents(reports)
    found = verify()
    assert found["NAM"].damage == (told,)
    assert not found["NAM"].is_good
    assert all(each.is_good for name, each in found.items() if name != "NAM")
    assert contents(reports) == before
    assert verify(reports / "NAM", sample=1)["NAM"].differing is None or how == "another's"


@pytest.mark.slow
def test_a_forger_who_mends_the_manifest_is_found_by_making_it_again(verify, reports):
    change(reports / "NAM", "results.json", year=2015)
    change(reports / "MOZ", "manifest.json", asked={})
    assert all(each.is_good for each in verify().values())
    found = verify(sample=len(AREAS))
    assert found["NAM"].differing == ("results.json",)
    assert found["MOZ"].differing == ("manifest.json",)
    assert {name for name, each in found.items() if not each.is_good} == {"NAM", "MOZ"}


@pytest.mark.slow
def test_what_is_stale_says_why_and_may_come_out_the_same(verify, reports):
    versions = json.loads((reports / "NAM" / "manifest.json").read_text())["made_with"]
    change(reports / "NAM", "manifest.json", made_with=versions | {"pandas": "1.0"})
    found = verify(reports / "NAM", sample=1)["NAM"]
    assert (found.damage, found.stale, found.differing) == ((), "pandas has changed", ())
    assert not found.is_good


@pytest.mark.slow
def test_what_would_be_another_report_now_differs_or_fails(verify, project):
    write_report(project, *CELLS[:-1], "record.finish()\nassert area != 'MOZ', 'not this one'")
    found = verify(sample=len(AREAS))
    assert {each.stale for each in found.values()} == {"notebooks/report.ipynb has changed"}
    assert found["NAM"].differing == ("notebooks/report.ipynb",)
    assert found["MOZ"].differing is None
    assert "AssertionError: not this one" in str(found["MOZ"].error)


@pytest.mark.parametrize(
    "told",
    [{"framework": "another"}, {"vintage": "WPP1066"}, {"year": "now"}, {"area": "atlantis"}],
    ids=lambda told: next(iter(told)),
)
def test_what_can_not_be_made_here_says_why(verify, reports, told):
    asked = json.loads((reports / "NAM" / "manifest.json").read_text())["report"]
    change(reports / "NAM", "manifest.json", report=asked | told)
    found = verify(reports / "NAM", sample=1)["NAM"]
    assert found.stale.startswith("it can't be made here: ")
    assert found.differing is None


def test_what_is_not_of_a_report_is_named_and_no_fault(verify, reports):
    (reports / "NAM" / "notes.txt").write_text("mine")
    (reports / "NAM" / "notebooks" / "{}.csv").write_text("mine")
    (reports / "NAM" / "stale.txt").write_text("ours")
    (reports / "NAM" / "fr").mkdir()
    for page in ("report.html", "results.json"):
        (reports / "NAM" / "fr" / page).write_text("mine")
    found = verify()
    assert found.keys() == set(AREAS)
    assert found["NAM"].others == ("fr", "notebooks/{}.csv", "notes.txt")
    assert all(each.is_good for each in found.values())


@pytest.mark.slow
def test_a_report_by_ones_own_framework_carries_what_it_takes(verify, project, tmp_path):
    own = shutil.copy(FRAMEWORK, tmp_path / "mine.yaml")
    make(project, "NAM", framework=str(own))
    own.unlink()
    kept = shutil.copytree(project / "reports", tmp_path / "kept")
    found = verify(kept / "connect2020-2014-WPP2012", sample=1)
    assert found["NAM"].differing == ()
    assert found["NAM"].is_good
    assert len(verify(kept)) == len(AREAS)  # Namibia's twice, by one name


def test_reports_are_not_read_while_they_are_made(verify, reports):
    with only_one(reports):
        for each in (reports, reports / "NAM"):
            with pytest.raises(BusyError, match="another batch makes reports here"):
                verify(each)
    assert verify(reports / "NAM")["NAM"].is_good


def test_where_no_report_is_nothing_can_be_verified(verify, tmp_path):
    for each in (tmp_path / "nowhere", tmp_path / "project" / "notebooks"):
        with pytest.raises(ReportError, match="no report is here"):
            verify(each)


def test_what_is_made_again_takes_no_place_of_what_is_verified(verify, reports):
    before = contents(reports)
    for scratch in (reports, reports.parent, reports / "NAM", reports / "NAM" / "again"):
        with pytest.raises(CopcalcError, match="would mix with them"):
            verify(sample=1, scratch=scratch)
    assert contents(reports) == before


@pytest.mark.slow
def test_the_command_tells_what_was_found(project, reports, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(project)
    monkeypatch.setenv("COPCALC_ROOT", str(project))
    assert cli.main(["verify", "--output", str(tmp_path / "kept")]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line[:8] for line in lines] == ["same    "] * 3
    assert last == "5 reports: 5 whole. Made again: 3 the same."
    assert (tmp_path / "kept" / "world" / "report.html").is_file()

    assert cli.main(["verify", "reports/NAM", "--sample", "0"]) == 0
    assert capsys.readouterr().out == "1 report: 1 whole. Made again: none.\n"

    change(reports / "NAM", "results.json", year=2015)
    (reports / "NAM" / "{}.txt").write_text("mine")
    (reports / "MOZ" / "report.html").unlink()
    assert cli.main(["verify", "--sample", "9"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "differs reports/NAM: results.json" in told
    assert told[-3:] == [
        "spoilt  reports/MOZ: report.html is missing",
        "other   reports/NAM: {}.txt is not of the report",
        "5 reports: 4 whole, 1 spoilt. Made again: 3 the same, 1 not the same.",
    ]
    assert cli.main(["verify", "notebooks"]) == 1
    assert capsys.readouterr().err.endswith("Name a report or a folder of reports, as reports/africa or reports.\n")  # fmt: skip
