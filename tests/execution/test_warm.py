"""The warm process: what is forked from it answers, fails and ends as if it were called here."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from copcalc.errors import AreaError, ReportError
from copcalc.execution.warm import SETTINGS, WarmExecutor, cores, environment

pytestmark = pytest.mark.slow


def test_results_and_errors_come_back_whole():
    with WarmExecutor(2) as executor:
        total = executor.submit(np.add, np.arange(3), 1)
        failed = executor.submit(refuse, "Atlantis")
        assert total.result().tolist() == [1, 2, 3]
        with pytest.raises(AreaError, match="atlas: no area 'Atlantis'") as caught:
            failed.result()
    assert caught.value.where == "atlas"
    assert caught.value.__notes__ == ["looked for everywhere"]


def refuse(name):
    error = AreaError(f"no area {name!r}", where="atlas")
    error.add_note("looked for everywhere")
    raise error


def test_each_call_has_a_process_of_its_own():
    with WarmExecutor(2) as executor:
        found = {executor.submit(os.getpid).result() for _ in range(3)}
    assert len(found) == 3
    assert os.getpid() not in found


def test_processes_keep_to_their_core_and_one_order_of_sets():
    with WarmExecutor(1) as executor:
        seen = {name: executor.submit(os.getenv, name).result() for name in SETTINGS}
        order = executor.submit(hash, "a text")
        again = executor.submit(hash, "a text")
        assert seen == SETTINGS
        assert order.result() == again.result()


@pytest.mark.parametrize(
    ("ending", "argument", "told"),
    [(os._exit, 4, "exit status 4"), (signal.raise_signal, 9, "signal 9")],
)
def test_a_call_whose_process_ends_fails_and_no_other(ending, argument, told):
    with WarmExecutor(2) as executor:
        ended, other = executor.submit(ending, argument), executor.submit(abs, -1)
        with pytest.raises(ReportError, match=told):
            ended.result()
        assert other.result() == 1


def test_what_runs_is_ended_when_it_is_no_longer_wanted(tmp_path):
    executor = WarmExecutor(1)
    running = executor.submit(tell_and_sleep, tmp_path / "process")
    waiting = executor.submit(abs, -1)
    while not (tmp_path / "process").exists():
        time.sleep(0.05)
    executor.shutdown(cancel_futures=True)
    assert waiting.cancelled()
    with pytest.raises(ReportError, match="exit status 1"):
        running.result()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "process").read_text()), 0)


def test_whoever_leaves_by_an_error_ends_what_runs(tmp_path, is_there):
    def leave():
        with WarmExecutor(1) as executor:
            executor.submit(tell_and_sleep, tmp_path / "process")
            while not (tmp_path / "process").exists():
                time.sleep(0.05)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert not is_there(int((tmp_path / "process").read_text()))


def test_a_process_that_starts_when_all_is_over_is_ended(tmp_path):
    executor = WarmExecutor(1)
    # As if the executor had been shut down between this and the start of the process.
    executor._is_over = True
    with pytest.raises(ReportError, match=r"signal 15|exit status 1"):
        executor.submit(tell_and_sleep, tmp_path / "process").result(timeout=60)


def tell_and_sleep(file):
    half = file.with_suffix(".half")
    half.write_text(str(os.getpid()))
    half.rename(file)
    threading.Event().wait(60)


def test_a_script_needs_no_guard_and_is_not_run_again(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from copcalc.execution.warm import WarmExecutor\n"
        "print('once')\n"
        "with WarmExecutor(1) as executor:\n"
        "    print(executor.submit(abs, -1).result())\n"
    )
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (run.stdout, run.stderr) == ("once\n1\n", "")


def test_the_environment_is_put_back(monkeypatch):
    monkeypatch.setenv("COP_KEPT", "before")
    with environment({"COP_KEPT": "meanwhile", "COP_NEW": "meanwhile"}):
        assert os.environ["COP_KEPT"] == os.environ["COP_NEW"] == "meanwhile"
    assert os.environ["COP_KEPT"] == "before"
    assert "COP_NEW" not in os.environ


def test_at_least_one_core_is_there():
    assert cores() >= 1


def test_data_that_can_not_be_read_stop_no_other_work(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "datapackage.json").write_text("no JSON")
    call = (
        "from copcalc.execution.warm import WarmExecutor as W; print(W(1).submit(abs, -1).result())"
    )
    run = subprocess.run(
        [sys.executable, "-c", call], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (run.stdout, run.stderr) == ("1\n", "")
