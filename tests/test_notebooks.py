"""Stored notebooks: executed whole, deterministic, and alert to a change of one raw figure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from copcalc.data.project import ROOT_VARIABLE
from copcalc.execution.execute import PLAYGROUND, execute, parameters_of
from copcalc.execution.kernel import kernel_for
from copcalc.execution.warm import ENGINES
from copcalc.report.stored import NUMBERS_TYPE
from copcalc.words import current

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def stored(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_the_suite_has_its_notebooks():
    expected = {
        "baseline",
        "charts",
        "data",
        "gap",
        "hindcast",
        "plan",
        "projection",
        "report",
        "sensitivity",
    }
    assert {path.stem for path in NOTEBOOKS} >= expected


def test_every_code_cell_was_executed_in_order(notebook):
    cells = [cell for cell in stored(notebook).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_no_cell_stores_an_error_or_a_warning(notebook):
    outputs = [o for cell in stored(notebook).cells for o in cell.get("outputs", [])]
    assert {o.output_type for o in outputs} <= {"display_data", "execute_result"}


def test_one_cell_records_the_numbers_and_what_ifs_come_after_it(notebook):
    cells = stored(notebook).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    (recorded,) = [o.data[NUMBERS_TYPE] for o in outputs if NUMBERS_TYPE in o.data]
    assert len(recorded) > 10
    (end,) = [n for n, cell in enumerate(cells) if "record.finish()" in cell.source]
    assert all("not-on-page" in cell.metadata.get("tags", []) for cell in cells[end:])
    assert not any("record." in cell.source for cell in cells[end + 1 :])
    tried = [cell for cell in cells[end + 1 :] if cell.cell_type == "code"]
    assert len(tried) > 1
    assert all(PLAYGROUND in cell.metadata["tags"] for cell in tried)


def test_every_text_is_told_by_the_message_of_its_id(notebook):
    texts = [cell for cell in stored(notebook).cells if cell.cell_type == "markdown"]
    assert len({cell.id for cell in texts}) == len(texts) > 2
    for cell in texts:
        assert cell.source == current().format(cell.id)


def test_its_cells_are_short(notebook):
    # The list of parameters has a line for each.
    cells = [
        cell
        for cell in stored(notebook).cells
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])
    ]
    assert max(len(cell.source.splitlines()) for cell in cells) <= 6


def test_one_parameters_cell_with_one_plain_parameter_a_line(notebook):
    cells = [c for c in stored(notebook).cells if "parameters" in c.metadata.get("tags", [])]
    assert len(cells) == 1
    assert parameters_of(notebook) == [
        line.split(" = ")[0] for line in cells[0].source.splitlines()
    ]


def test_every_chart_is_described(notebook):
    for cell in stored(notebook).cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 60


def test_nothing_of_a_machine_is_stored(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert set(stored(notebook).metadata) == {"kernelspec", "language_info"}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_the_stored_notebook_is_what_each_engine_gives(notebook, engine, tmp_path):
    with kernel_for(engine) as kernel:
        fresh = execute(notebook, {}, root=ROOT, folder=tmp_path, kernel=kernel)
    assert nbformat.writes(fresh) + "\n" == notebook.read_text(encoding="utf-8")


@pytest.fixture
def copied(tmp_path):
    """A copy of the notebooks and the raw tables, for changing a figure in."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    return tmp_path


def failing(project, names):
    """Those of some stored notebooks that strict nbval refuses."""
    (project / "pytest.ini").write_text("[pytest]\n")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("--nbval", "notebooks", "--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg")),
            *(f"--ignore=notebooks/{p.name}" for p in NOTEBOOKS if p.stem not in names),
        ],
        cwd=project,
        env={k: v for k, v in os.environ.items() if k != ROOT_VARIABLE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    lines = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    return {name for name in names if any(f"{name}.ipynb::" in line for line in lines)}


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_without_a_change_no_notebook_fails(copied):
    assert failing(copied, [path.stem for path in NOTEBOOKS]) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "old", "new", "printed_in"),
    [
        pytest.param(
            "evidence/opsc.csv",
            "opsc,KEN,no,,,,,2021,",
            "opsc,KEN,no,,,,,2013,",
            {"data", "report"},
            id="a treaty status is no longer known",
        ),
        pytest.param(
            "evidence/hotline.csv",
            "hotline,UKR,yes,2009,",
            "hotline,UKR,yes,2015,",
            {"data", "gap", "report"},
            id="a hotline comes after the baseline",
        ),
        pytest.param(
            "children.csv",
            "WPP2012,IND,2014,435501.995",
            "WPP2012,IND,2014,436501.995",
            {"data", "gap", "report"},
            id="a million more children",
        ),
        pytest.param(
            "world_counts.csv",
            "inhope_countries,2014,2014 (early),43",
            "inhope_countries,2014,2014 (early),45",
            {"gap"},
            id="two more countries in a network",
        ),
    ],
)
def test_a_changed_raw_figure_fails_in_the_notebooks_that_print_it(
    copied, table, old, new, printed_in
):
    change(copied / "data" / "raw" / table, old, new)
    assert failing(copied, printed_in) == printed_in
