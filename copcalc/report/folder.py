"""Where reports stand: each whole or not there at all, and one batch at a time."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from copcalc.errors import BusyError, ReportError, unwritable

PAGE, RESULTS, WORDLESS = "report.html", "results.json", "report.json"
"""The page, its numbers, and what it shows in no language yet."""
PDF = "report.pdf"
"""The page as PDF, where that is asked for."""
MANIFEST, STALE = "manifest.json", "stale.txt"
"""What it was made from; and, where it could not be made again, why."""
LOGS, INDEX, ALL_DATA = "logs", "index.html", "all-data.zip"
"""The folder of logs, the page that lists all reports, and the file of all their data, beside them."""

# Reports are made here, beside those that are whole: a rename puts one in place only on the same disk.
_WORKSHOP = ".batch"
_OLD, _LOCK = "old", "lock"
# How far below the folder of all reports one may stand: connect2020-2018-WPP2022/africa/fr.
_DEPTH = 3


def own_framework(name: str) -> str:
    """Name the file of a framework that did not come with copcalc, in the folder of a report.

    Parameters
    ----------
    name : str
        The framework's id.

    Returns
    -------
    str
        The name of the file.
    """
    return f"framework-{name}.yaml"


@contextmanager
def finished(reports: Path, name: Path) -> Iterator[Path]:
    """Fill a folder that takes the place of another when it is whole, not before.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand.
    name : pathlib.Path
        The folder's name there. What stands there goes when the new one is finished, and stays if it is
        not.

    Yields
    ------
    pathlib.Path
        The folder to fill.

    Raises
    ------
    CopcalcError
        If nothing can be written there.
    ReportError
        If it can't be filled or put in its place.
    """
    workshop = _workshop(reports)
    try:
        work = Path(tempfile.mkdtemp(prefix=f"{name.name}.", dir=workshop))
    except OSError as error:
        raise unwritable(str(reports), error) from None
    try:
        yield work
        work.chmod(0o755)
        _swap(work, reports / name, workshop / _OLD / name)
    except OSError as error:
        raise ReportError(
            f"the report can't be written ({error.strerror})",
            where=str(reports),
            fix="Free some space, or choose another folder with --output.",
        ) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def only_one(reports: Path) -> Iterator[None]:
    """Keep every other batch from a folder of reports, and clear away what one left that was killed.

    The lock is the system's: it ends with the process that holds it, however that ends.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand.

    Yields
    ------
    None
        While nobody else makes reports there.

    Raises
    ------
    BusyError
        If another batch makes reports there.
    CopcalcError
        If nothing can be written there.
    """
    workshop = _workshop(reports)
    try:
        # That a lock which is there can be opened does not tell that something can be added.
        os.rmdir(tempfile.mkdtemp(dir=workshop))
        lock = (workshop / _LOCK).open("w")
    except OSError as error:
        raise unwritable(str(reports), error) from None
    with lock:
        _lock(lock.fileno(), reports)
        _clear(workshop, reports)
        yield


@contextmanager
def undisturbed(reports: Path) -> Iterator[None]:
    """Keep batches from reports while they are read, and write nothing there.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand, or one of them.

    Yields
    ------
    None
        While nobody makes reports there, unless it is the first time.

    Raises
    ------
    BusyError
        If a batch makes reports there.
    """
    with ExitStack() as stack:
        for folder in (reports, *reports.parents[:_DEPTH]):
            with suppress(OSError):  # where nobody may write, nobody does
                lock = stack.enter_context((folder / _WORKSHOP / _LOCK).open("r+"))
                _lock(lock.fileno(), folder)
        yield


def _lock(file: int, reports: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise BusyError(
            "another batch makes reports here",
            where=str(reports),
            fix="Wait until it has ended, or choose another folder with --output.",
        ) from None


def _workshop(reports: Path) -> Path:
    workshop = reports / _WORKSHOP
    try:
        workshop.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(str(reports), error) from None
    return workshop


def _clear(workshop: Path, reports: Path) -> None:
    """Remove half-made reports, and put back what was taken away for a new one that never came."""
    taken = workshop / _OLD
    for page in sorted(taken.rglob(PAGE), key=lambda found: len(found.parts)):
        final = reports / page.parent.relative_to(taken)
        if page.exists() and not final.exists():
            os.rename(page.parent, final)
    for left in workshop.iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def _swap(work: Path, final: Path, old: Path) -> None:
    """Put a finished folder in the place of an old one; on failure the old one stays."""
    try:
        for parent in (final.parent, old.parent):
            parent.mkdir(parents=True, exist_ok=True)
        if final.exists():
            os.rename(final, old)
        os.rename(work, final)
    except OSError as error:
        if old.exists() and not final.exists():
            os.rename(old, final)
        raise ReportError(
            f"the finished report can't be put in its place ({error.strerror})",
            where=str(final),
            fix="Close what uses the folder, or wait for the other run; then make it again.",
        ) from None
    shutil.rmtree(old, ignore_errors=True)
