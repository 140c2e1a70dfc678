"""What may happen to a batch: no half a report is ever seen, no process stays, and the next run completes."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import uuid
from hashlib import sha256
from pathlib import Path

import pytest
from short_project import short_project, write_report

# Every batch warms up a process of its own.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc"),
]

WORK = """
import os, sys, time
import copcalc as cop
study = cop.open_study(area, year=year, vintage=vintage)
record = cop.Record(study, "report", save_to=save_to)
record.add(cop.assess_pillar(study, "legal").observations())
"""
HANGS = "while True: pass"

# What the notebook does, by area, and what is told of it.
FAULTS = {
    "Namibia": ("NAM", HANGS, "this cell still ran when the time was up"),
    "Angola": ("AGO", "sys.exit(0)", "it did not run to its end: this cell ended it"),
    "Botswana": ("BWA", "os._exit(0)", "its process ended: exit status 0"),
    "Lesotho": (
        "LSO",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\nbytearray(1 << 34)",
        "MemoryError",
    ),
    "Mozambique": (
        "MOZ",
        "import ctypes\nctypes.string_at(0)",
        "its process ended: signal 11",
    ),
    "Zambia": (
        "ZMB",
        "os.kill(os.getppid(), 9)\ntime.sleep(60)",
        "the process that made it ended (signal 9)",
    ),
}
FAILING = [code for code, _, _ in FAULTS.values()]
WELL = "ZWE"


class Project:
    """A project with one short notebook, and the batches that are started in it."""

    def __init__(self, folder):
        self.folder, self.reports = folder, folder / "reports"
        self.mark = uuid.uuid4().hex
        self.started = []

    def does(self, fault="", **faults):
        """Write the notebook, with what it does beside its work: everywhere, or by area."""
        chosen = f"exec({faults!r}.get(area, {fault!r}))"
        write_report(self.folder, WORK, chosen, "record.finish()")

    def start(self, *typed, before=(), **options):
        started = subprocess.Popen(
            [*before, sys.executable, "-m", "copcalc.cli", "report", *typed],
            cwd=self.folder,
            env={**os.environ, "MARK": self.mark, "COPCALC_ROOT": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        self.started.append(started)
        return started

    def end(self):
        """End what a failed test left running."""
        for each in self.started:
            each.kill()
            each.communicate()

    def run(self, *typed, **options):
        """Run a batch to its end: exit status, what it told, of what it complained."""
        batch = self.start(*typed, **options)
        told, complained = batch.communicate(timeout=60)
        assert "Traceback" not in complained, complained
        return batch.returncode, told, complained

    def wait_for(self, area):
        """Wait until the notebook of a report runs."""
        log, end = self.log(area), time.monotonic() + 60
        while not (log.exists() and "\nreport begins" in log.read_text()):
            assert time.monotonic() < end
            time.sleep(0.05)

    def log(self, area):
        return self.reports / "logs" / f"{area}.log"

    def named(self, file):
        return {each.parent.name for each in self.reports.glob(f"[!.]*/{file}")}

    def contents(self, *areas):
        files = [each for area in areas for each in (self.reports / area).rglob("*")]
        return {f: f.read_bytes() for f in files if f.is_file() and f.name != "stale.txt"}

    def is_clean(self):
        """Whether no process is left after five seconds, and every report is whole."""
        end = time.monotonic() + 5
        while left := self._processes():
            assert time.monotonic() < end, left
            time.sleep(0.1)
        for report in self.reports.glob("[!.]*"):
            if report.name not in ("logs", "index.html", "all-data.zip"):
                files = json.loads((report / "manifest.json").read_text())["files"]
                assert {"report.html", "results.json"} <= files.keys()
                for name, digest in files.items():
                    assert sha256((report / name).read_bytes()).hexdigest() == digest
        return True

    def _processes(self):
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (each / "environ").read_bytes():
                    found.append((each.name, (each / "cmdline").read_text()))
            except OSError:
                continue
        return found

    def completes(self, *areas):
        """Whether the next run without a fault makes what is missing, and the one after it nothing."""
        self.does("")
        status, _, complained = self.run(*areas)
        assert (status, complained) == (0, "")
        assert set(areas) <= self.named("report.html")
        assert self.named("stale.txt") == set()
        assert self.run(*areas)[1].endswith(f"{len(areas)} fresh. Index: reports/index.html\n")
        assert [each.name for each in (self.reports / ".batch").iterdir()] == ["lock"]
        return self.is_clean()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project in which two reports were made."""
    project = Project(short_project(tmp_path_factory.mktemp("made")))
    project.does("")
    assert project.run("NAM", "MOZ")[0] == 0
    return project


@pytest.fixture(scope="module")
def shared(made, tmp_path_factory):
    project = Project(shutil.copytree(made.folder, tmp_path_factory.mktemp("shared") / "copy"))
    yield project
    project.end()


@pytest.fixture(scope="module")
def failed(shared):
    """A batch in which all but one fail, each in its own way, and what was there before it."""
    before = shared.contents("NAM", "MOZ")
    shared.does(**{code: fault for code, fault, _ in FAULTS.values()})
    return before, shared.run(*FAILING, WELL, "--timeout", "10")


def test_what_fails_stops_no_other_report(shared, failed):
    status, told, _ = failed[1]
    assert status == 1
    assert told.endswith(
        f"{len(FAILING) + 1} reports: 1 made, {len(FAILING)} failed. Index: reports/index.html\n"
    )
    assert shared.named("report.html") == {"NAM", "MOZ", WELL}
    assert shared.is_clean()


@pytest.mark.parametrize("name", FAULTS)
def test_each_failure_is_told_at_the_end_and_in_its_log(shared, failed, name):
    code, _, reason = FAULTS[name]
    (told,) = [each for each in failed[1][2].splitlines() if each.startswith(f"copcalc: {name}: ")]
    assert reason in told
    if name != "Zambia":  # its process had no time to say where it was
        assert "report.ipynb, cell 3 (exec(" in told
    first, *others = shared.log(code).read_text().splitlines()
    why = "notebooks/report.ipynb has changed" if code in ("NAM", "MOZ") else "it is not there"
    assert first == f"{name} ({code}) is made, since {why}"
    assert others[:2] == ["the report begins", "report begins"]
    assert others[2].startswith("failed: ")
    assert reason in others[2]


def test_an_earlier_report_stays_whole_and_says_that_it_is_stale(shared, failed):
    assert shared.contents("NAM", "MOZ") == failed[0]
    assert shared.named("stale.txt") == {"NAM", "MOZ"}
    assert "signal 11" in (shared.reports / "MOZ" / "stale.txt").read_text()


def test_the_next_run_completes_a_batch_of_failures(shared, failed):
    assert shared.completes(*FAILING, WELL)


@pytest.fixture
def project(made, tmp_path):
    """A project with two reports that were made, and a notebook that would hang now."""
    project = Project(shutil.copytree(made.folder, tmp_path / "project"))
    shutil.rmtree(project.reports / "logs")  # of another project
    project.does(HANGS)
    yield project
    project.end()


@pytest.mark.parametrize("engine", ["forked", "kernel"])
def test_a_batch_that_is_killed_leaves_nothing_behind(project, engine):
    before = project.contents("NAM")
    batch = project.start("NAM", "AGO", "--jobs", "2", "--engine", engine)
    project.wait_for("NAM")
    project.wait_for("AGO")
    batch.kill()
    batch.communicate()
    assert project.is_clean()
    assert project.contents("NAM") == before
    assert project.named("report.html") == {"NAM", "MOZ"}
    assert project.completes("NAM", "AGO")


def test_a_report_that_was_taken_away_for_a_new_one_is_put_back(project):
    before = project.contents("NAM")
    project.does("")
    # This is where it stands between two renames, should the batch be killed right then.
    (project.reports / ".batch" / "old").mkdir(exist_ok=True)
    (project.reports / "NAM").rename(project.reports / ".batch" / "old" / "NAM")
    assert (
        project.run("NAM")[1]
        == "fresh   Namibia: reports/NAM/report.html\n1 report: 1 fresh. Index: reports/index.html\n"
    )
    assert project.contents("NAM") == before


def test_a_second_batch_is_refused_and_an_interrupt_ends_the_first(project):
    before = project.contents("NAM")
    first = project.start("NAM")
    project.wait_for("NAM")
    status, told, complained = project.run("AGO")
    assert (status, told) == (75, "")
    assert complained.startswith(f"copcalc: {project.reports}: another batch makes reports here.")
    assert project.run("AGO", "--output", "elsewhere", "--timeout", "1")[0] == 1
    first.send_signal(signal.SIGINT)
    _, complained = first.communicate(timeout=20)
    assert first.returncode == 130
    assert complained == "copcalc: interrupted; what was finished before stays.\n"
    assert project.is_clean()
    assert project.contents("NAM") == before
    assert project.completes("NAM", "AGO")


@pytest.mark.parametrize("size", [1, 8], ids=["no-notebook", "no-page"])
def test_a_full_disk_leaves_the_old_report(project, size):
    project.does("pass")
    before = project.contents("NAM")
    status, _, complained = project.run(
        "NAM", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size << 10,) * 2)
    )
    assert status == 1
    assert "File too large" in complained
    assert project.contents("NAM") == before
    assert project.is_clean()
    assert project.completes("NAM")


@pytest.mark.parametrize("there", [True, False], ids=["reports", "no-reports"])
def test_where_nothing_can_be_written_nothing_is_made(project, there):
    folder = project.reports if there else project.folder / "new"
    before = project.contents("NAM")
    # Root may write anywhere, unless it is made to forget that.
    forgets = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    above = folder if there else project.folder
    for each in (above, folder / ".batch"):
        if each.exists():
            each.chmod(0o555)
    try:
        status, told, complained = project.run(
            "NAM", "--output", str(folder), before=forgets if os.getuid() == 0 else ()
        )
    finally:
        for each in (above, folder / ".batch"):
            if each.exists():
                each.chmod(0o755)
    assert (status, told) == (2, "")
    assert "reports can't be written here (Permission denied)" in complained
    assert project.contents("NAM") == before
    assert project.is_clean()
    assert project.completes("NAM")
