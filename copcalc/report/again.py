"""A report made before, written again from its blocks: in another language, or with other words."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from matplotlib import pyplot as plt

from copcalc.charts import draw, figure_of
from copcalc.errors import ReportError
from copcalc.report.blocks import Block, Chart, Report, Table
from copcalc.report.files import PRINT_DPI, chart_of, save_chart, save_table
from copcalc.report.folder import PAGE, PDF, RESULTS, WORDLESS, finished
from copcalc.report.manifest import rewrite_manifest
from copcalc.report.page import page
from copcalc.report.pdf import write_pdf
from copcalc.report.stored import from_json
from copcalc.words import SOURCE, Language, columns_in_words, in_language


def write_again(folder: Path, *, language: str | Language = SOURCE, with_pdf: bool = False) -> Path:
    """Write a report's page, charts and tables again, without executing a notebook.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of a report that was made before.
    language : str or Language, keyword-only
        The language to write it in, one of `copcalc.words.languages()` or one that was made otherwise.
    with_pdf : bool, keyword-only
        Whether to write the page as PDF too; one that is there is written again in any case.

    Returns
    -------
    pathlib.Path
        The folder of what was written: that of the report for the language that it was made in, else one
        within it by the name of the language.

    Raises
    ------
    ReportError
        If no report is there, or what it shows can't be read.
    CopcalcError
        If there is no such language, or a PDF can't be written.
    """
    report = _read(folder / WORDLESS)
    with in_language(language) as told:
        final = folder if told.tag == SOURCE else folder / told.tag
        with finished(folder.parent, final.relative_to(folder.parent)) as work:
            if final == folder:
                shutil.copytree(folder, work, dirs_exist_ok=True)
            else:
                shutil.copy(folder / RESULTS, work)
            chapters = tuple(
                tuple(_written(block, work) for block in chapter) for chapter in report.chapters
            )
            up = "" if final == folder else "../"
            ways = tuple(replace(each, address=f"{up}{each.address}") for each in report.ways)
            text = page(replace(report, chapters=chapters, ways=ways))
            (work / PAGE).write_text(text, encoding="utf-8")
            with_pdf = with_pdf or (final / PDF).exists()
            if with_pdf:
                write_pdf(work)
            rewrite_manifest(work, added=[PDF] if with_pdf else [])
    return final


def _read(file: Path) -> Report:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise ReportError(
            "no report is here",
            where=str(file.parent),
            fix="Make it first, as with 'copcalc report africa', and name its folder: reports/africa.",
        ) from None
    except ValueError as error:
        raise ReportError(
            f"it is not JSON ({error})", where=str(file), fix="Make the report again."
        ) from None
    report = from_json(stored)
    if not isinstance(report, Report):
        raise ReportError("it holds no report", where=str(file), fix="Make the report again.")
    return report


def _written(block: Block, folder: Path) -> Block:
    """Draw a chart again that can be, and save what lies beside the page."""
    if isinstance(block, Table):
        save_table(block.name, columns_in_words(block.frame), folder)
    if not isinstance(block, Chart) or not block.drawing:
        return block
    ax = draw(block.drawing)
    drawn = save_chart(ax, chart_of(ax, block.name, dpi=PRINT_DPI), folder)
    plt.close(figure_of(ax))
    return drawn
