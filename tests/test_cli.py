"""The command line: what a user types, what comes back, and the exit status."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest

from copcalc import cli
from copcalc.errors import ReportError
from copcalc.report.blocks import Heading, Report
from copcalc.report.stored import to_json
from copcalc.words import Message

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPCALC_ROOT", raising=False)
    return tmp_path


def shown_in(folder):
    return [each.name for each in folder.iterdir() if not each.name.startswith(".")]


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("report", "page", "data", "lab", "refresh"))


def test_help_loads_nothing_heavy():
    code = (
        "import sys, copcalc.cli\n"
        "try: copcalc.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'matplotlib', 'numpy', 'papermill', 'pydantic', 'IPython', 'typing'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    # Isolated from site packages' own start-up hooks, which may load modules of theirs.
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_no_command_shows_the_help(capsys):
    assert cli.main([]) == 0
    assert "usage: copcalc" in capsys.readouterr().out


def test_version(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("copcalc ")


def test_data_makes_the_tables(project, capsys):
    assert cli.main(["data"]) == 0
    assert (project / "data" / "processed" / "status.csv").is_file()
    assert "194 rows  data/processed/states.csv" in capsys.readouterr().out


def test_data_tells_of_an_indicator_that_no_framework_knows(project, capsys):
    file = project / "data" / "raw" / "evidence" / "national_law.csv"
    file.write_text(file.read_text().replace("national_law,ARM", "nation_law,ARM"))
    assert cli.main(["data"]) == 0
    rows = file.read_text().count("nation_law,")
    told = capsys.readouterr().out
    assert f"nation_law {rows} (in no framework)" in told
    assert f"'nation_law': no framework knows this indicator, which stands in {rows} rows." in told
    assert "Did you mean national_law?" in told


def test_an_indicator_is_counted_by_the_rows_that_someone_wrote(project, capsys):
    raw = project / "data" / "raw"
    for file in (raw / "evidence" / "cooperation.csv", raw / "complete_lists.csv"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("lanzarote_convention", "lanzarote"), encoding="utf-8")
    rows = (raw / "evidence" / "cooperation.csv").read_text(encoding="utf-8").count("lanzarote,")
    assert cli.main(["data"]) == 0
    assert f"this indicator, which stands in {rows + 1} rows." in capsys.readouterr().out


def test_a_report_tells_of_evidence_that_it_will_never_show(project, capsys):
    file = project / "data" / "raw" / "evidence" / "hotline.csv"
    file.write_text(file.read_text().replace("hotline,AGO", "hotlines,AGO", 1))
    assert cli.main(["report", "nowhere"]) == cli.EXIT_USAGE
    told = capsys.readouterr().err
    assert (
        "row 2, column indicator, value 'hotlines': no framework knows this indicator. Did" in told
    )


def test_data_tells_how_many_states_each_indicator_settles(project, capsys):
    assert cli.main(["data"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = {
        year: next(i for i, line in enumerate(lines) if f"end of {year}" in line)
        for year in (2014, 2020)
    }
    assert "of 193 Member States" in lines[at[2014]]
    told = {line.split()[0]: line.split()[1:] for line in lines[at[2014] + 1 : at[2020]]}
    assert told["national_law"] == ["108", "yes,", "11", "no,", "74", "unknown"]
    assert told["hotline"] == ["48", "yes,", "10", "no,", "135", "unknown"]
    later = {line.split()[0]: line.split()[1:] for line in lines[at[2020] + 1 :]}
    assert later["lanzarote_convention"] == ["44", "yes,", "0", "no,", "149", "unknown"]


def test_data_tells_what_decides_nothing_and_where_sources_disagree(project, capsys):
    assert cli.main(["data"]) == 0
    shown = capsys.readouterr().out
    assert "say yes without a year in 'since', and so decide nothing" in shown
    assert "say no without a year in 'until', and so decide nothing" in shown
    assert "disagrees on hotline in SVK, 2010 to 2021: the stronger evidence counts." in shown
    assert "disagrees on national_law in VNM, 2019 to 2023: unknown." in shown


def test_data_lists_problems_and_fails(project, capsys):
    file = project / "data" / "raw" / "evidence" / "opsc.csv"
    file.write_text(file.read_text().replace("opsc,KEN,no", "opsc,KEM,maybe"))
    assert cli.main(["data"]) == 1
    shown = capsys.readouterr()
    assert "evidence/opsc.csv, row" in shown.err
    assert "value 'maybe'" in shown.err
    assert "Traceback" not in shown.err + shown.out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["report", "Nambia"], "Namibia (NAM)"),
        (["report", "Congo"], "(COD)"),
        (["report", "PLW"], "2024 or later"),
        (["report", "--year", "1999"], "2011 to 2024"),
        (["report", "--vintage", "WPP2030"], "WPP2012, WPP2022"),
        (["report", "--framework", "connect2030"], "connect2020"),
    ],
)
def test_a_slip_of_the_pen_is_told_before_anything_is_made(project, capsys, typed, hint):
    assert cli.main(typed) == 2
    shown = capsys.readouterr()
    assert hint in shown.err
    assert "Traceback" not in shown.err
    assert not (project / "reports").exists()


def test_outside_a_project_the_message_says_where_to_go(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPCALC_ROOT", raising=False)
    assert cli.main(["report"]) == 2
    assert "Run copcalc inside the project's folder" in capsys.readouterr().err


@pytest.mark.slow
def test_report_of_a_state_by_its_name(project, capsys):
    assert cli.main(["report", "namibia"]) == 0
    assert "1 report: 1 made." in capsys.readouterr().out
    results = json.loads((project / "reports" / "NAM" / "results.json").read_text())
    assert results["area"] == {"code": "NAM", "name": "Namibia", "kind": "state"}


@pytest.mark.parametrize(
    ("typed", "told"), [("0", "0 is too few, use 1 or more"), ("many", "'many' is no whole number")]
)
def test_a_number_of_jobs_is_a_number(typed, told, capsys):
    with pytest.raises(SystemExit):
        cli.main(["report", "--jobs", typed])
    assert f"argument --jobs: {told}" in capsys.readouterr().err


def test_a_cluster_has_as_many_jobs_as_it_has(capsys):
    with pytest.raises(SystemExit):
        cli.main(["report", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:8786"])
    assert "not allowed with argument --jobs" in capsys.readouterr().err


def test_every_area_is_asked_for(project, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(
        "copcalc.report.make.make_report",
        lambda request, **_: asked.append(request.area.code) or project,
    )
    monkeypatch.setattr("copcalc.cli.report.WarmExecutor", ThreadPoolExecutor)
    monkeypatch.setattr("copcalc.cli.report.get_ready", lambda: None)
    assert cli.main(["report", "--all", "--jobs", "1"]) == 0
    assert asked[:7] == [
        "world",
        "africa",
        "americas",
        "arab-states",
        "asia-pacific",
        "cis",
        "europe",
    ]
    assert len(set(asked)) == len(asked) == 200
    assert "200 reports: 200 made." in capsys.readouterr().out


@pytest.fixture
def without_kernels(project, monkeypatch):
    """Reports are made in no time, but Kenya's, which fails."""

    def make_report(request, **_):
        if request.area.code == "KEN":
            raise ReportError("a cell failed", where="report.ipynb", fix="Mend it.")

    monkeypatch.setattr("copcalc.report.make.make_report", make_report)
    monkeypatch.setattr("copcalc.cli.report.WarmExecutor", ThreadPoolExecutor)
    monkeypatch.setattr("copcalc.cli.report.get_ready", lambda: None)


FAILURE = (
    "copcalc: Kenya: report.ipynb: a cell failed. Mend it.\n"
    "  What happened before: reports/logs/KEN.log\n"
)


def test_a_program_is_told_in_one_document_in_the_order_of_what_was_asked_for(
    without_kernels, capsys
):
    assert cli.main(["report", "NAM", "KEN", "AGO", "--jobs", "1", "--json"]) == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert {name: told[name] for name in ("made", "fresh", "failed", "left", "index")} == {
        "made": 2,
        "fresh": 0,
        "failed": 1,
        "left": 0,
        "index": "reports/index.html",
    }
    assert [(each["area"], each["state"]) for each in told["reports"]] == [
        ("NAM", "made"),
        ("KEN", "failed"),
        ("AGO", "made"),
    ]
    assert told["reports"][1] == {
        "area": "KEN",
        "name": "Kenya",
        "state": "failed",
        "folder": "reports/KEN",
        "log": "reports/logs/KEN.log",
        "error": "report.ipynb: a cell failed. Mend it.",
    }
    assert shown.err == FAILURE


def test_quiet_tells_only_what_failed(without_kernels, capsys):
    assert cli.main(["report", "NAM", "KEN", "--quiet"]) == 1
    assert capsys.readouterr() == ("", FAILURE)


class Terminal(StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_a_bar_tells_what_is_done_and_left_and_of_many_only_failures_have_a_line(
    without_kernels, monkeypatch
):
    out, bar = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", bar)
    monkeypatch.setenv("COLUMNS", "100")
    assert cli.main(["report", "--all", "--jobs", "1"]) == 1
    drawn = [each for each in re.split("[\r\n]+", bar.getvalue()) if " left |" in each]
    assert drawn[0].startswith("0 made, 0 failed, 200 left |")
    assert re.search(r"so far, (\?|\d\d:\d\d) to go", drawn[0])
    assert drawn[-1].startswith("199 made, 1 failed, 0 left |")
    told = [each for each in out.getvalue().splitlines() if each.strip()]
    assert told == [
        "failed  Kenya",
        "200 reports: 199 made, 1 failed. Index: reports/index.html",
    ]


def test_an_interrupted_batch_is_summed_up_as_far_as_it_came(without_kernels, monkeypatch, capsys):
    from copcalc.cli import progress

    def tell(self, outcome):
        told(self, outcome)
        raise KeyboardInterrupt

    told = progress.Progress.tell
    monkeypatch.setattr(progress.Progress, "tell", tell)
    assert cli.main(["report", "NAM", "AGO", "ZWE", "--jobs", "1"]) == 130
    shown = capsys.readouterr()
    assert shown.out.endswith("3 reports: 1 made, 2 left. Index: reports/index.html\n")
    assert shown.err == "copcalc: interrupted; what was finished before stays.\n"


@pytest.mark.slow
def test_a_failing_report_is_named_and_the_others_are_made(project, capsys):
    notebook = project / "notebooks" / "report.ipynb"
    broken = notebook.read_text().replace(
        "record.say(cop.words.about_short_names(study))", "1 / (study.area.code == 'NAM')"
    )
    notebook.write_text(broken)
    assert cli.main(["report", "VAT", "NAM"]) == 1
    shown = capsys.readouterr()
    assert "2 reports: 1 made, 1 failed." in shown.out
    assert "Holy See: report.ipynb, cell" in shown.err
    assert "ZeroDivisionError" in shown.err
    assert "What happened before: reports/logs/VAT.log" in shown.err
    assert sorted(shown_in(project / "reports")) == ["NAM", "all-data.zip", "index.html", "logs"]
    log = (project / "reports" / "logs" / "VAT.log").read_text().splitlines()
    assert log[:3] == [
        "Holy See (VAT) is made, since it is not there",
        "the report begins",
        "report begins",
    ]
    assert log[3].startswith("failed: report.ipynb, cell")
    assert "ZeroDivisionError: division by zero" in log


def test_lab_opens_jupyterlab_on_the_notebooks(project, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "execv", lambda path, command: seen.append((path, command)))
    cli.main(["lab", "--no-browser"])
    ((path, command),) = seen
    assert path == sys.executable
    assert command[1:3] == ["-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={project / 'notebooks'}" in command
    assert command[-1] == "--no-browser"


@pytest.mark.slow
def test_a_reader_who_has_enough_is_no_mistake(project):
    code = "from copcalc.cli import main; raise SystemExit(main(['data']))"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code], text=True, **pipes) as data:
        data.stdout.close()
        assert data.stderr.read() == ""
        assert data.wait() == 0


def test_a_page_can_not_be_written_of_what_is_no_report(project, capsys):
    assert cli.main(["page", "reports/africa"]) == 1
    assert "no report is here" in capsys.readouterr().err


def test_a_report_made_before_is_written_again(project, capsys):
    report = Report(Message("page-contents"), Message("page-table"), ((Heading("Mine"),),))
    folder = project / "reports" / "africa"
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(to_json(report)))
    assert cli.main(["page", "reports/africa"]) == 0
    assert capsys.readouterr().out == "written reports/africa/report.html\n"
    assert ">Mine</h2>" in (folder / "report.html").read_text()
