"""Reports that were made before: where they stand, what they are about, and whether they are fresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from copcalc.assessment import Study, open_study
from copcalc.errors import ReportError
from copcalc.report.folder import MANIFEST, PAGE, PDF, own_framework
from copcalc.report.manifest import Manifest, Origins
from copcalc.report.request import Request, request_about


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was made before.

    Parameters
    ----------
    study : Study
        What it is about.
    request : Request
        What would make it again.
    stale : str
        What of that which it is made from is not as it was; empty if it is fresh.
    """

    study: Study
    request: Request
    stale: str


def reports_in(folder: Path) -> list[Path]:
    """Find every report in a folder, by its page or its manifest.

    Parameters
    ----------
    folder : pathlib.Path
        A report, or a folder with reports in it.

    Returns
    -------
    list of pathlib.Path
        Their folders, in order; none that lies within another, as pages in other languages do.
    """
    found: list[Path] = []
    files = (file for name in (PAGE, MANIFEST) for file in folder.rglob(name))
    # In order, a folder comes before what lies within it.
    for each in sorted({file.parent for file in files}):
        is_hidden = any(part.startswith(".") for part in each.relative_to(folder).parts)
        if not is_hidden and not (found and each.is_relative_to(found[-1])):
            found.append(each)
    return found


class Look:
    """Looks at reports, one after the other, from one project.

    Parameters
    ----------
    root : pathlib.Path
        The project folder, whose notebooks and data make them.
    origins : Origins, optional
        What they are made from; by default as it is now.
    frameworks : mapping of str to str, optional
        Names or paths of frameworks by their ids. One that is not among them is that which came with
        copcalc or with the report.
    """

    def __init__(
        self,
        root: Path,
        origins: Origins | None = None,
        frameworks: Mapping[str, str] | None = None,
    ) -> None:
        self._root = root
        self._frameworks = frameworks or {}
        self._origins = origins or Origins(root)
        self._study = cache(partial(open_study, root=root))

    @property
    def root(self) -> Path:
        """The project folder."""
        return self._root

    @property
    def data(self) -> Mapping[str, str]:
        """SHA-256 of each raw table and of their description, as they are now."""
        return self._origins.data

    def at(self, report: Path, told: Manifest) -> Found:
        """Tell what a report is about, and whether it would come out the same.

        Parameters
        ----------
        report : pathlib.Path
            Its folder.
        told : Manifest
            What its manifest tells.

        Returns
        -------
        Found
            What is found without a look into its files.

        Raises
        ------
        CopcalcError
            If it can't be made from this project.
        """
        match told.origin.report:
            case {
                "area": str(area),
                "year": int(year),
                "vintage": str(vintage),
                "framework": str(framework),
            }:
                own = report / own_framework(framework)
                name = str(own) if own.is_file() else framework
                name = self._frameworks.get(framework, name)
                study = self._study(framework=name, year=year, vintage=vintage).at(area)
                request = request_about(
                    study, root=self._root, framework=name, with_pdf=PDF in told.files
                )
                origin = self._origins.of(request, study.framework)
                return Found(study, request, told.why_stale(origin, self._origins.answer))
        raise ReportError(
            "its manifest does not say what it is about", fix="Make the report again."
        )

    def about(self, request: Request) -> Study:
        """Tell what a report would be about.

        Parameters
        ----------
        request : Request
            What is asked for.

        Returns
        -------
        Study
            The question that it answers.
        """
        study = self._study(framework=request.framework, year=request.year, vintage=request.vintage)
        return study.at(request.area)
