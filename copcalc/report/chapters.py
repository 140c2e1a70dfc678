"""Which notebooks make a report: notebooks/report.yaml, read and turned into chapters for an area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from copcalc.data import Area
from copcalc.errors import ReportError
from copcalc.framework import Framework

LIST_FILE = "report.yaml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One execution of a notebook within a report.

    Parameters
    ----------
    name : str
        Unique in the report, as "gap-legal".
    notebook : pathlib.Path
        The notebook to execute.
    parameters : dict of str to str
        What it is given beside the parameters that all chapters share.
    """

    name: str
    notebook: Path
    parameters: dict[str, str]


def chapters(notebooks: Path, area: Area, framework: Framework, *, year: int) -> list[Chapter]:
    """List the chapters of an area's report, in the order of reading.

    Parameters
    ----------
    notebooks : pathlib.Path
        The folder of notebooks, with report.yaml.
    area : Area
        What the report is about.
    framework : Framework
        Whose pillars a notebook may be run for.
    year : int, keyword-only
        What year the report is about.

    Returns
    -------
    list of Chapter
        At least one.

    Raises
    ------
    ReportError
        If the list can't be read, names a notebook that is not there, or leaves the area out.
    """
    file = notebooks / LIST_FILE
    found = []
    try:
        listed = _listed(file.read_text(encoding="utf-8"))
    except Exception as error:
        raise ReportError(
            f"the list of chapters can't be read ({type(error).__name__})",
            where=str(file),
            fix="Each entry of 'chapters' needs 'notebook' and 'areas', and may have 'for_each' and 'years'.",
        ) from None
    for notebook, kinds, for_each, years in listed:
        path = notebooks / notebook
        if not path.is_file():
            raise ReportError(f"there is no {notebook}", where=str(file), fix="Correct its name.")
        if area.kind not in kinds or (years == "baseline" and year != framework.baseline_year):
            continue
        if for_each == "pillar":
            found += [
                Chapter(f"{path.stem}-{pillar.id}", path, {"pillar": pillar.id})
                for pillar in framework.pillars
            ]
        else:
            found.append(Chapter(path.stem, path, {}))
    if not found:
        raise ReportError(
            f"no notebook makes a report for a {area.kind}",
            where=str(file),
            fix=f"Add {area.kind!r} to the areas of an entry.",
        )
    return found


@lru_cache(maxsize=8)
def _listed(text: str) -> list[tuple[str, list[str], str | None, str | None]]:
    # It is the same list for every report of a batch.
    entries = YAML(typ="safe", pure=True).load(text)["chapters"]
    return [(e["notebook"], e["areas"], e.get("for_each"), e.get("years")) for e in entries]
