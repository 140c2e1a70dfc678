"""Engines: a notebook comes out the same from a forked process and from a kernel, and leaves nothing behind."""

import os
import signal
from pathlib import Path

import nbformat
import papermill
import pytest
from short_project import write_notebook

from copcalc.errors import ReportError
from copcalc.execution.execute import ENGINE, clean, execute, parameters_of
from copcalc.execution.kernel import kernel_for
from copcalc.execution.warm import ENGINES

# Kernels take seconds, and so does the warm process.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

# What Jupyter has ways of its own to show.
ODD = {
    "prints": "import sys\nfor n in range(3):\n    print(n)\n    print('!', n, file=sys.stderr)",
    "bar": "from tqdm import tqdm\nsum(tqdm(range(3), bar_format='{n_fmt}', mininterval=0))",
    "overwritten": "print('half\\rwhole')",
    "result": "'a text', {'b': (1, 2)}",
    "nothing": "_ = None",
    "frame": "import pandas as pd\npd.DataFrame({f'column {n}': range(70) for n in range(30)})",
    "short-frame": "print(pd.DataFrame({f'column {n}': range(2) for n in range(30)}))",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('Shown by itself');",
    "figure-as-result": "plt.figure(figsize=(1, 1))",
    "several": "from IPython.display import display, Markdown\ndisplay(Markdown('*a*'), 1)\nprint(2)",
    "updated": "handle = display('before', display_id='it')\nhandle.update('after')",
    "updated-later": "handle.update('at last')",
    "cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('here')",
    "waited": "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
    "shell": "!echo from a shell",
    "magic": "%precision 3\n1 / 3",
    "html": "from IPython.display import HTML\nHTML('<b>bold</b>')",
    "numbers": "display({'application/json': {'x': float('1e-7'), 'y': [None, True]}}, raw=True)",
    "warned": "import warnings\nwarnings.warn('beware', stacklevel=1)",
    "history": "len(In) > 10, Out[4]",
    "main": "__name__, get_ipython() is not None, get_ipython().__class__.__name__",
    "documented": "import textwrap\nprint(textwrap.dedent.__doc__[:20])",
}


def written(folder, cells, *, tags=()):
    file = folder / "some.ipynb"
    write_notebook(file, cells, {name: list(tags) for name in cells})
    return file


def by_each(notebook, folder, parameters=None, **options):
    """The executed notebook, by engine."""
    made = {}
    for engine in ENGINES:
        with kernel_for(engine) as kernel:
            made[engine] = execute(
                notebook, parameters or {}, root=ROOT, folder=folder, kernel=kernel, **options
            )
    return made


def test_what_jupyter_shows_in_ways_of_its_own_comes_out_the_same(tmp_path):
    made = by_each(written(tmp_path, ODD), tmp_path)
    for forked, kernel in zip(made["forked"].cells, made["kernel"].cells, strict=True):
        assert forked == kernel, forked.source
    shown = {name: cell.outputs for name, cell in zip(ODD, made["forked"].cells, strict=True)}
    assert shown["prints"] == [
        {"output_type": "stream", "name": "stdout", "text": "0\n1\n2\n"},
        {"output_type": "stream", "name": "stderr", "text": "! 0\n! 1\n! 2\n"},
    ]
    assert [each.text for each in shown["overwritten"] + shown["cleared"]] == ["whole\n", "here\n"]
    assert shown["warned"][0].text.startswith("<cell>:2: UserWarning: beware")
    assert "image/png" in shown["figure"][0].data
    assert [each.data["text/plain"] for each in shown["updated"]] == ["'at last'"]
    assert shown["main"][0].data["text/plain"].startswith("('__main__', True")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_failure_tells_its_cell_and_its_error(tmp_path, engine):
    notebook = written(tmp_path, {"a": "1", "b": "float('nothing')", "c": "print('never')"})
    with (
        kernel_for(engine) as kernel,
        pytest.raises(ReportError, match=r"some\.ipynb, cell 2 \(float\('nothing'\)\): ValueError"),
    ):
        execute(notebook, {}, root=ROOT, folder=tmp_path, kernel=kernel)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_that_takes_too_long_is_ended_with_its_process(tmp_path, engine, is_there):
    cells = {
        "a": "import os\nopen('process', 'w').write(str(os.getpid()));",
        "b": "while True: pass",
    }
    with (
        kernel_for(engine) as kernel,
        pytest.raises(ReportError, match=r"some\.ipynb, cell 2 \(while True: pass\):.*time was up"),
    ):
        execute(written(tmp_path, cells), {}, root=ROOT, folder=tmp_path, timeout=2, kernel=kernel)
    assert not is_there(int((tmp_path / "process").read_text()))


@pytest.mark.parametrize(
    ("ending", "told"),
    [("os._exit(3)", "exit status 3"), (f"os.kill(os.getpid(), {signal.SIGKILL})", "signal 9")],
)
def test_a_process_that_ends_is_told_of(tmp_path, ending, told):
    notebook = written(tmp_path, {"a": "import os", "b": ending})
    with pytest.raises(
        ReportError, match=rf"some\.ipynb, cell 2 .*: it did not run to its end.*{told}"
    ):
        execute(notebook, {}, root=ROOT, folder=tmp_path)


def test_each_notebook_has_a_process_of_its_own_which_ends_with_it(tmp_path, is_there):
    leaves = (
        "import os, matplotlib, pandas\nleft = matplotlib.rcParams['font.size'] = 99\nos.getpid()"
    )
    looks = "import os, matplotlib, pandas\n'left' in globals(), matplotlib.rcParams['font.size']"
    first = written(tmp_path, {"a": leaves})
    process = int(
        execute(first, {}, root=ROOT, folder=tmp_path).cells[0].outputs[0].data["text/plain"]
    )
    assert not is_there(process)
    assert process != os.getpid()
    second = execute(written(tmp_path, {"a": looks}), {}, root=ROOT, folder=tmp_path)
    assert second.cells[0].outputs[0].data["text/plain"] == "(False, 10.0)"


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_user_does_at_the_start_of_a_kernel_is_no_part_of_a_notebook(
    tmp_path, monkeypatch, engine
):
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("left = 1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    with kernel_for(engine) as kernel:
        notebook = written(tmp_path, {"a": "'left' in globals()"})
        executed = execute(notebook, {}, root=ROOT, folder=tmp_path, kernel=kernel)
    assert executed.cells[0].outputs[0].data["text/plain"] == "False"
    assert os.environ["IPYTHONDIR"] == str(tmp_path)


def test_everything_is_imported_in_a_forked_process(tmp_path):
    looks = (
        "import sys\n[name in sys.modules for name in ('pandas', 'scipy.stats', 'copcalc.charts')]"
    )
    made = execute(written(tmp_path, {"a": looks}), {}, root=ROOT, folder=tmp_path)
    assert made.cells[0].outputs[0].data["text/plain"] == "[True, True, True]"


def test_papermill_knows_the_engine_by_its_name(tmp_path):
    notebook = written(tmp_path, {"a": "print('ran')", "b": "import os\nos.getcwd()"})
    target = tmp_path / "made.ipynb"
    papermill.execute_notebook(
        notebook,
        target,
        engine_name=ENGINE,
        kernel_name="python3",
        cwd=tmp_path,
        progress_bar=False,
    )
    made = clean(nbformat.read(target, as_version=4))
    assert made.cells[0].outputs[0].text == "ran\n"
    assert made.cells[1].outputs[0].data["text/plain"] == repr(str(tmp_path))


def test_an_engine_that_is_not_there_is_refused():
    with pytest.raises(ReportError, match=r"no engine 'steam'.*Use forked or kernel"):
        kernel_for("steam")


def test_parameters_are_those_of_the_cell_with_their_tag(tmp_path):
    source = "area = 'world'\nyear: int = 2014  # a year"
    assert parameters_of(written(tmp_path, {"a": source})) == []
    notebook = written(tmp_path, {"a": source}, tags=["parameters"])
    assert parameters_of(notebook) == ["area", "year"]
    without = nbformat.read(notebook, as_version=4)
    del without.metadata["kernelspec"]
    nbformat.write(without, notebook)
    with pytest.raises(
        ReportError, match=r"some\.ipynb: its parameters can't be read.*choose the kernel"
    ):
        parameters_of(notebook)
