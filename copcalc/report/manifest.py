"""The manifest of a report: what it was made from and what was written, so that one sees whether it is fresh."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache, cached_property
from importlib import resources
from importlib.metadata import requires, version
from pathlib import Path

from copcalc.data import Tables, load_tables
from copcalc.data.asked import answer_to
from copcalc.data.raw import raw_files
from copcalc.data.written import write_at_once
from copcalc.errors import ReportError
from copcalc.framework import Framework, framework_file
from copcalc.report.folder import MANIFEST
from copcalc.report.request import Request


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report is made from, without a word about the machine.

    Parameters
    ----------
    report : dict
        What is asked for: area, year, vintage, framework, and the chapters with their parameters.
    made_from : dict of str to str
        SHA-256 of each input, by its name.
    data : dict of str to str
        SHA-256 of each raw table. Not all of them matter to a report: only what it asks of them.
    made_with : dict of str to str
        Versions of what computes and draws.
    """

    report: dict[str, object]
    made_from: dict[str, str]
    data: dict[str, str]
    made_with: dict[str, str]

    @property
    def everything(self) -> dict[str, str]:
        """Digests and versions of all of it, by name."""
        return self.made_from | self.data | self.made_with


class Origins:
    """What reports are made from: each input is read once, when it is first asked about.

    Parameters
    ----------
    root : pathlib.Path
        The project folder.

    Attributes
    ----------
    data : dict of str to str
        SHA-256 of each raw table and of their description.
    """

    def __init__(self, root: Path) -> None:
        self._digest = cache(_digest)
        self._root = root
        self._answers: dict[str, str] = {}
        package, *tables = (self._name(each) for each in raw_files(root / "data" / "raw"))
        code, self._versions = running()
        self.data = {name: _digest(root / name) for name in (package, *tables)}
        self._shared = {"the code of copcalc": code, package: self.data[package]}

    def _name(self, file: Path) -> str:
        return file.relative_to(self._root).as_posix()

    @cached_property
    def _tables(self) -> Tables:
        return load_tables(self._root)

    def answer(self, question: str) -> str:
        """Ask the tables as they are now what a report asked when it was made.

        Parameters
        ----------
        question : str
            As a manifest holds it.

        Returns
        -------
        str
            A digest of the answer.
        """
        if question not in self._answers:
            self._answers[question] = answer_to(self._tables, question)
        return self._answers[question]

    def of(self, request: Request, framework: Framework) -> Origin:
        """Tell what a report is made from.

        Parameters
        ----------
        request : Request
            What is made.
        framework : Framework
            The framework that it names.

        Returns
        -------
        Origin
            The inputs as they were when they were read.
        """
        files = {f"framework {framework.id}": framework_file(request.framework)} | {
            f"notebooks/{each.notebook.name}": each.notebook for each in request.chapters
        }
        chapters = [
            {"name": each.name, "notebook": each.notebook.name, **each.parameters}
            for each in request.chapters
        ]
        return Origin(
            report={
                "area": request.area.code,
                "year": request.year,
                "vintage": request.vintage,
                "framework": framework.id,
                "chapters": chapters,
            },
            made_from=self._shared | {name: self._digest(file) for name, file in files.items()},
            data=self.data,
            made_with=self._versions,
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@cache
def running() -> tuple[str, dict[str, str]]:
    """Tell what code runs in this process: as it was when this was first asked, though files may change later.

    Returns
    -------
    str
        A digest of the package.
    dict of str to str
        Versions of Python and of what the project depends on.
    """
    return _code(), _versions()


def _code() -> str:
    """One digest of the package, but for frameworks: a report is made from its own alone."""
    package = Path(str(resources.files("copcalc")))
    files = [file for file in package.rglob("*") if file.suffix != ".pyc" and file.is_file()]
    digest = hashlib.sha256()
    for name, file in sorted((file.relative_to(package).as_posix(), file) for file in files):
        if not name.startswith("frameworks/"):
            digest.update(f"{name}\0{_digest(file)}\0".encode())
    return digest.hexdigest()


def _versions() -> dict[str, str]:
    """Versions of Python and of what the project depends on."""
    needed = [each for each in requires("copcalc") or [] if "extra ==" not in each]
    names = ["copcalc", *(re.split(r"[^\w.-]", each)[0] for each in needed)]
    return {"python": platform.python_version()} | {name: version(name) for name in sorted(names)}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest of a report tells.

    Parameters
    ----------
    origin : Origin
        What the report was made from.
    asked : mapping of str to str
        What its notebooks asked the tables, with digests of the answers (`copcalc.data.asked.questions`).
    files : mapping of str to str
        SHA-256 of each of its files, by the name within its folder.
    """

    origin: Origin
    asked: Mapping[str, str]
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write it into the folder of its report."""
        told = asdict(self.origin) | {"asked": dict(self.asked), "files": dict(self.files)}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        write_at_once(folder / MANIFEST, f"{text}\n")

    def damage(self, folder: Path) -> Iterator[str]:
        """Tell what of its report is not as it was written.

        Parameters
        ----------
        folder : pathlib.Path
            The folder of the report.

        Yields
        ------
        str
            What is missing or another; nothing if all that it names is as it tells.
        """
        for name, digest in self.files.items():
            file = folder / name
            if not file.is_file():
                yield f"{name} is missing"
            elif _digest(file) != digest:
                yield f"{name} is not as it was written"

    def why_stale(self, origin: Origin, answer: Callable[[str], str]) -> str:
        """Tell why its report would be another, were it made now.

        It would not if raw tables changed, but answer all that it asked as they did then. Whether its files
        are as they were written is another question (`damage`).

        Parameters
        ----------
        origin : Origin
            What it would be made from.
        answer : callable
            Asks the tables as they are now (`Origins.answer`).

        Returns
        -------
        str
            What of that which it is made from is not as it was; empty if it is fresh.
        """
        before = self.origin
        if before.report != origin.report:
            return "it was made of other chapters"
        changed = differing(
            before.made_from | before.made_with, origin.made_from | origin.made_with
        )
        if changed:
            return f"{', '.join(changed)} {'has' if len(changed) == 1 else 'have'} changed"
        if before.data != origin.data:
            for question, digest in self.asked.items():
                if answer(question) != digest:
                    return f"the tables do not answer as before: {question}"
        return ""

    def keep_fresh(self, folder: Path, origin: Origin) -> None:
        """Note the data as they are now, of which its fresh report would come out the same.

        Parameters
        ----------
        folder : pathlib.Path
            The folder of the report.
        origin : Origin
            What it would be made from now.
        """
        if self.origin.data != origin.data:
            replace(self, origin=replace(self.origin, data=origin.data)).write(folder)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a report.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report.

    Returns
    -------
    Manifest
        What it tells.

    Raises
    ------
    ReportError
        If it is not there, or is no manifest.
    """
    remedy = "Make the report again."
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        parts = {each.name: dict(told[each.name]) for each in fields(Origin)}
        return Manifest(Origin(**parts), dict(told["asked"]), dict(told["files"]))
    except OSError:
        what = f"it has no {MANIFEST}" if folder.is_dir() else "it is not there"
        raise ReportError(what, where=str(folder), fix=remedy) from None
    except (ValueError, LookupError, TypeError):
        raise ReportError(f"its {MANIFEST} can't be read", where=str(folder), fix=remedy) from None


def write_manifest(folder: Path, origin: Origin, asked: Mapping[str, str]) -> None:
    """Write the manifest of a report.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report, whole but for its manifest.
    origin : Origin
        What it was made from.
    asked : mapping of str to str
        What its notebooks asked the tables (`Manifest`).
    """
    Manifest(origin, asked, _digests(folder, files_in(folder))).write(folder)


def rewrite_manifest(folder: Path, *, added: Iterable[str] = ()) -> None:
    """Write the manifest of a report again, some files of which were written again.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report; one without a manifest stays without.
    added : iterable of str, keyword-only
        Files that it does not name yet.
    """
    if (folder / MANIFEST).is_file():
        told = read_manifest(folder)
        names = sorted({*told.files, *added})
        replace(told, files=_digests(folder, names)).write(folder)


def add_to_manifest(folder: Path, name: str) -> None:
    """Name one more file in the manifest of a report, the others of which are as they were written.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report.
    name : str
        The file's name within it.

    Raises
    ------
    ReportError
        If another file is not as it was written.
    """
    told = read_manifest(folder)
    damage = next(told.damage(folder), "")
    if damage:
        raise ReportError(damage, where=str(folder), fix="Make the report again.")
    replace(told, files=dict(sorted({**told.files, **_digests(folder, [name])}.items()))).write(
        folder
    )


def files_in(folder: Path) -> list[str]:
    """Name the files in the folder of a report, in order."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return [each.relative_to(folder).as_posix() for each in files]


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: _digest(folder / name) for name in names}


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """List the names, in order, that have another digest or version than before, or have none any more.

    Parameters
    ----------
    before, now : mapping of str to str
        Digests or versions by name.

    Returns
    -------
    list of str
        The names.
    """
    names = sorted({**before, **now})
    return [name for name in names if before.get(name) != now.get(name)]
