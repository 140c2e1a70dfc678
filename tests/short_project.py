"""A project with one short notebook, and notebooks of a few cells."""

import shutil
from pathlib import Path

import nbformat

RAW = Path(__file__).parents[1] / "data" / "raw"
KERNELSPEC = {"name": "python3", "language": "python", "display_name": "Python 3"}
PARAMETERS = (
    'area = "world"\nyear = 2014\nvintage = "WPP2012"\nframework = "connect2020"\nsave_to = ""'
)


def short_project(folder):
    """Fill a folder with the data, and say that one notebook makes every report."""
    shutil.copytree(RAW, folder / "data" / "raw")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "report.yaml").write_text(
        "chapters: [{notebook: report.ipynb, areas: [world, region, state]}]"
    )
    return folder


def write_report(folder, *sources):
    """Write that notebook: after its parameters, these cells."""
    cells = {f"cell-{n}": source for n, source in enumerate((PARAMETERS, *sources))}
    write_notebook(folder / "notebooks" / "report.ipynb", cells, {"cell-0": ["parameters"]})


def write_notebook(file, cells, tags=None):
    """Write a notebook of code cells: their sources by id, and tags of some."""
    made = nbformat.v4.new_notebook(metadata={"kernelspec": KERNELSPEC})
    for name, source in cells.items():
        metadata = {"tags": (tags or {}).get(name, [])}
        made.cells.append(nbformat.v4.new_code_cell(source, id=name, metadata=metadata))
    nbformat.write(made, file)
