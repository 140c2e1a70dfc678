"""Times a batch of reports of Member States against two others, side by side in one run.

The loop is what Jupyter offers: papermill's command and nbconvert's, report by report. The plain script is
the limit: the cells of the notebooks run one after the other in processes that have imported everything,
without Jupyter and without a page. Run it with the Python of the environment:

    .venv/bin/python benchmarks/batch.py --reports 20
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat

from copcalc.assessment import open_study
from copcalc.data.project import ROOT_VARIABLE
from copcalc.execution.execute import PLAYGROUND
from copcalc.execution.warm import cores

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "report.ipynb"
BIN = Path(sys.executable).parent
QUIET = ("--log-level", "ERROR")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=20, help="how many Member States")
    parser.add_argument("--jobs", type=int, default=cores(), help="processes of batch and script")
    parser.add_argument("--looped", type=int, default=4, help="how many of them the loop makes")
    parser.add_argument("--plain", nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ[ROOT_VARIABLE] = str(ROOT)
    if asked.plain is not None:
        run_plainly(asked.plain, asked.jobs)
        return
    register = open_study(root=ROOT).register
    states = [area.code for area in register.areas if area.kind == "state"][: asked.reports]
    jobs = ("--jobs", str(asked.jobs))
    with tempfile.TemporaryDirectory() as folder:
        batch = ("copcalc", "report", *states, *jobs, "--output", folder)
        plain = ("python", __file__, *jobs, "--plain", *states)
        timed = {
            "loop": (timed_command(lambda: loop(states[: asked.looped], folder)), asked.looped),
            "batch": (timed_command(lambda: run(*batch)), len(states)),
            "plain": (timed_command(lambda: run(*plain)), len(states)),
        }
    seconds = {name: taken / count for name, ((taken, _), count) in timed.items()}
    for name, ((taken, memory), count) in timed.items():
        print(
            f"{name:<6}{count:>4} reports {taken:>7.1f} s {seconds[name]:>7.2f} s a report"
            f"{memory / 2**20:>7.0f} MiB at most in all processes"
        )
    print(f"The batch is {seconds['loop'] / seconds['batch']:.1f} times as fast as the loop,")
    print(f"and takes {seconds['batch'] / seconds['plain']:.2f} times as long as the plain script.")


def run(program: str, *arguments: str) -> None:
    """Run a program of the environment."""
    command = [str(BIN / program), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def loop(states: Sequence[str], folder: str) -> None:
    source = Path(folder) / "source.ipynb"
    nbformat.write(notebook_of_a_report(), source)
    for state in states:
        made = Path(folder) / f"loop-{state}"
        made.mkdir()
        notebook = str(made / "report.ipynb")
        values = ("-p", "area", state, "-p", "save_to", ".", "--cwd", str(made), *QUIET)
        run("papermill", str(source), notebook, *values, "--no-progress-bar")
        run("jupyter", "nbconvert", "--to", "html", "--no-input", notebook, *QUIET)


def notebook_of_a_report() -> nbformat.NotebookNode:
    """The notebook without the cells that no report runs."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells = [c for c in notebook.cells if PLAYGROUND not in c.metadata.get("tags", [])]
    return notebook


def run_plainly(states: Sequence[str], jobs: int) -> None:
    """Run the cells of the report in as many processes as jobs, each with its share of the states."""
    os.environ |= {"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    from copcalc.execution import preloaded  # noqa: F401  # imports everything

    sources = [
        cell.source
        + ("\narea, save_to = given, '.'" if "parameters" in cell.metadata.get("tags", []) else "")
        for cell in notebook_of_a_report().cells
        if cell.cell_type == "code"
    ]
    children = []
    for share in range(jobs):
        child = os.fork()
        if not child:
            for state in states[share::jobs]:
                with tempfile.TemporaryDirectory() as folder:
                    os.chdir(folder)
                    names = {"__name__": "__main__", "given": state}
                    for source in sources:
                        exec(source, names)
                    os.chdir(ROOT)
            os._exit(0)
        children.append(child)
    if any(os.waitpid(child, 0)[1] for child in children):
        raise SystemExit("a process of the plain script failed")


def timed_command(command: Callable[[], None]) -> tuple[float, int]:
    """Tell how many seconds a command takes, and the most bytes that its processes hold at one time."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.25):
            most[0] = max(most[0], sum(map(held, descendants(os.getpid()))))

    watching = threading.Thread(target=watch)
    watching.start()
    begun = time.perf_counter()
    try:
        command()
        return time.perf_counter() - begun, most[0]
    finally:
        ended.set()
        watching.join()


def descendants(process: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found = parents.get(process, [])
    return [*found, *(each for child in found for each in descendants(child))]


def held(process: int) -> int:
    """Bytes of memory, what is shared counted by its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
