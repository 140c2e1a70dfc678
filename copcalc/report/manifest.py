"""The manifest of a report: what it was made from and what was written, so that one sees whether it is fresh."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from importlib.metadata import requires, version
from pathlib import Path

from copcalc.data.raw import raw_files
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
    made_with : dict of str to str
        Versions of what computes and draws.
    """

    report: dict[str, object]
    made_from: dict[str, str]
    made_with: dict[str, str]


class Origins:
    """What reports are made from: each input is read once, when it is first asked about.

    Parameters
    ----------
    root : pathlib.Path
        The project folder.
    """

    def __init__(self, root: Path) -> None:
        self._digest = cache(_digest)
        raw = raw_files(root / "data" / "raw")
        self._shared = {
            "the code of copcalc": _code(),
            **{each.relative_to(root).as_posix(): self._digest(each) for each in raw},
        }
        self._versions = _versions()

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
            made_with=self._versions,
        )


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


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


def write_manifest(folder: Path, origin: Origin) -> None:
    """Write the manifest of a report.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report, whole but for its manifest.
    origin : Origin
        What it was made from.
    """
    names = sorted(
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()
    )
    _write(folder, asdict(origin), names)


def rewrite_manifest(folder: Path) -> None:
    """Write the manifest of a report again, some files of which were written again.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report; one without a manifest stays without.
    """
    if (folder / MANIFEST).is_file():
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        _write(folder, told, told["files"])


def _write(folder: Path, told: dict[str, object], names: Iterable[str]) -> None:
    told["files"] = {name: _digest(folder / name) for name in names}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def why_stale(folder: Path, origin: Origin) -> str:
    """Tell why a report has to be made.

    Parameters
    ----------
    folder : pathlib.Path
        Its folder.
    origin : Origin
        What it would be made from.

    Returns
    -------
    str
        What of it is missing or not as it was, or of what it is made from; empty if it is fresh.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = told["files"].items()
    except OSError:
        return "it is not there"
    except (ValueError, LookupError, AttributeError):
        return f"its {MANIFEST} can't be read"
    now = asdict(origin)
    if told.get("report") != now.pop("report"):
        return "it was made of other chapters"
    for part, what in now.items():
        changed = _differing(told.get(part, {}), what)
        if changed:
            return f"{', '.join(changed)} {'has' if len(changed) == 1 else 'have'} changed"
    for name, digest in files:
        file = folder / name
        if not file.is_file() or _digest(file) != digest:
            return f"{name} is not as it was written"
    return ""


def _differing(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return [name for name in sorted(before | now) if before.get(name) != now.get(name)]
