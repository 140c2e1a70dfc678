"""Reports made on a Dask cluster: a real scheduler and workers, some of which are killed while they work."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from short_project import short_project, write_report

import copcalc
from copcalc.errors import CopcalcError
from copcalc.execution.cluster import _check, cluster

pytestmark = pytest.mark.slow

WORK = """
import os, time
from pathlib import Path
import copcalc as cop
study = cop.open_study(area, year=year, vintage=vintage)
record = cop.Record(study, "report", save_to=save_to)
record.add(cop.assess_pillar(study, "legal").observations())
"""
# As long as a file lies in the project's folder, a report of Namibia takes its time.
WAITS = """
while area == "NAM" and (hold := Path(os.environ["COPCALC_ROOT"], "hold")).exists():
    hold.with_name(f"held-by-{os.getppid()}").touch()
    time.sleep(0.1)
"""
AREAS = ["NAM", "AGO", "BWA", "LSO", "MOZ", "ZMB", "ZWE"]
COPCALC = [sys.executable, "-m", "copcalc.cli"]


class Cluster:
    """A scheduler on this machine, and workers that are processes of their own."""

    def __init__(self, folder, stack):
        self._folder, self._stack = folder, stack
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.wait_for(self._file.exists)
        self.address = json.loads(self._file.read_text())["address"]

    def worker(self, *options, **settings):
        return self._start("worker", "--nthreads", "1", *options, **settings)

    def _start(self, what, *options, **settings):
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        with (self._folder / f"{what}.log").open("a") as log:
            started = subprocess.Popen(
                [*command, "--no-dashboard", "--scheduler-file", self._file],
                cwd=self._folder,
                env={**os.environ, **settings},
                stdout=log,
                stderr=log,
            )
        self._stack.callback(started.wait)
        self._stack.callback(started.terminate)
        return started

    def wait_for(self, is_so):
        end = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < end, "the cluster did not do what it should"
            time.sleep(0.1)

    def has(self, workers):
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            self.wait_for(lambda: len(client.scheduler_info(n_workers=-1)["workers"]) == workers)


@pytest.fixture
def alone(tmp_path):
    """A cluster without workers."""
    with ExitStack() as stack:
        folder = tmp_path / "cluster"
        folder.mkdir()
        yield Cluster(folder, stack)


@pytest.fixture
def project(tmp_path):
    folder = short_project(tmp_path / "project")
    write_report(folder, WORK, WAITS, "record.finish()")
    return folder


def start(project, *options):
    return subprocess.Popen(
        [*COPCALC, "report", *options],
        cwd=project,
        env={**os.environ, "COPCALC_ROOT": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(project, *options):
    batch = start(project, *options)
    told, complained = batch.communicate()
    return batch.returncode, told.splitlines()[-1], complained


def contents(reports):
    files = [each for area in AREAS for each in (reports / area).rglob("*") if each.is_file()]
    return {each.relative_to(reports): each.read_bytes() for each in files}


def ends(process):
    for _ in range(50):
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.1)
    return False


def owner(process, workers):
    """The worker that a process came from: its parents tell."""
    while process not in workers:
        stat = Path(f"/proc/{process}/stat").read_text()
        process = int(stat.rpartition(")")[2].split()[1])
    return process


def test_a_worker_that_is_killed_loses_no_report(project, alone):
    (project / "hold").touch()
    first, second = alone.worker("--no-nanny"), alone.worker("--no-nanny")
    alone.has(2)
    batch = start(project, *AREAS, "--scheduler", alone.address)
    alone.wait_for(lambda: list(project.glob("held-by-*")))
    (held,) = project.glob("held-by-*")
    making = int(held.name.removeprefix("held-by-"))
    os.kill(owner(making, {first.pid, second.pid}), signal.SIGKILL)
    assert ends(making)
    alone.wait_for(lambda: len(list(project.glob("held-by-*"))) == 2)  # the other took it up
    (project / "hold").unlink()
    told, complained = batch.communicate()
    assert (batch.returncode, complained) == (0, "")
    assert told.splitlines()[-1] == "7 reports: 7 made. Index: reports/index.html"
    # What was made there is what is made here.
    assert run(project, *AREAS)[1] == "7 reports: 7 fresh. Index: reports/index.html"
    made = contents(project / "reports")
    shutil.rmtree(project / "reports")
    assert run(project, *AREAS)[0] == 0
    assert contents(project / "reports") == made


def test_a_batch_ends_with_its_cluster_or_by_an_interrupt_and_the_next_completes_it(project, alone):
    (project / "hold").touch()
    alone.worker()  # with a nanny, whose workers are daemons
    alone.has(1)
    batch = start(project, "NAM", "AGO", "--scheduler", alone.address)
    alone.wait_for(lambda: list(project.glob("held-by-*")))
    batch.send_signal(signal.SIGINT)
    assert batch.communicate(timeout=10)[1].endswith("what was finished before stays.\n")
    assert batch.returncode == 130
    batch = start(project, "NAM", "AGO", "--scheduler", alone.address)
    time.sleep(3)
    alone.scheduler.kill()
    _, complained = batch.communicate(timeout=30)
    assert batch.returncode == 1
    first, where, *_ = complained.splitlines()
    assert first.endswith(
        "its making was called off by where it was made. Look whether the cluster's scheduler and workers "
        "run; then make it again."
    )
    assert where.startswith("  What happened before: reports/logs/")
    assert "Traceback" not in complained
    (project / "hold").unlink()
    assert run(project, "NAM", "AGO")[0] == 0


def test_what_another_copcalc_made_is_not_taken_for_ours(project, alone, tmp_path):
    shutil.copytree(Path(copcalc.__file__).parent, tmp_path / "other" / "copcalc")
    with (tmp_path / "other" / "copcalc" / "errors.py").open("a") as code:
        code.write("# another\n")
    alone.worker(PYTHONPATH=str(tmp_path / "other"))
    alone.has(1)
    status, _, complained = run(project, "NAM", "--scheduler", alone.address)
    assert status == 1
    assert "something else than was asked for: the code of copcalc. Run again" in complained
    assert not (project / "reports" / "NAM").exists()
    assert run(project, "NAM")[1] == "1 report: 1 made. Index: reports/index.html"


def test_a_cluster_without_workers_is_refused(alone, tmp_path):
    with (
        pytest.raises(CopcalcError, match="the cluster has no workers"),
        cluster(alone.address, reads=tmp_path, writes=tmp_path / "reports"),
    ):
        pass
    assert list((tmp_path / "reports").iterdir()) == []


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "nonsense", "tcp://", "127.0.0.1:abc", "tls://127.0.0.1:1"]
)
def test_where_no_scheduler_answers_it_says_how_to_start_one(address, tmp_path, monkeypatch):
    monkeypatch.setattr("copcalc.execution.cluster._PATIENCE", 0.5)
    with (
        pytest.raises(CopcalcError, match=f"no Dask scheduler answers at '{address}'"),
        cluster(address, reads=tmp_path, writes=tmp_path),
    ):
        pass


def test_who_answers_otherwise_is_no_scheduler(tmp_path, monkeypatch):
    monkeypatch.setattr("copcalc.execution.cluster._PATIENCE", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            with server.accept()[0] as guest:
                guest.sendall(b"SSH-2.0-OpenSSH_9.6\r\n" * 9)
                guest.recv(1)

        threading.Thread(target=greet, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with (
            pytest.raises(CopcalcError, match="no Dask scheduler answers"),
            cluster(address, reads=tmp_path, writes=tmp_path),
        ):
            pass


class Workers:
    """Stands for a client: what its workers see, or why they see nothing."""

    def __init__(self, seen):
        self._seen = seen

    def run(self, *_):
        if isinstance(self._seen, Exception):
            raise self._seen
        return self._seen


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ({"tcp://a": [], "tcp://b": [Path("/data/x/.seen-1")]}, "tcp://b does not see /data/x as"),
        (ModuleNotFoundError("No module named 'copcalc'"), "the workers can't run copcalc"),
    ],
)
def test_workers_that_could_make_nothing_are_found_before_anything_is_made(seen, told):
    with pytest.raises(CopcalcError, match=told):
        _check(Workers(seen), [])
