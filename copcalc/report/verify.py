"""Whether reports are what they say they are: as they were written, and the same when they are made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from copcalc.errors import CopcalcError, ReportError
from copcalc.execution.warm import USUAL_ENGINE
from copcalc.framework import Framework
from copcalc.report.batch import Outcome, make_reports
from copcalc.report.folder import MANIFEST, STALE, undisturbed
from copcalc.report.found import Look, reports_in
from copcalc.report.manifest import Manifest, differing, files_in, read_manifest
from copcalc.report.request import USUAL_TIMEOUT, Request, folder_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found about a report.

    Parameters
    ----------
    folder : pathlib.Path
        Where it stands.
    damage : tuple of str
        What of it is not as it was written; empty if it is whole.
    others : tuple of str
        Files and folders that are not of the report.
    stale : str
        What of that which it is made from is not as it was, or why it can't be made here; empty if it is
        fresh.
    differing : tuple of str, optional
        Its files that came out otherwise when it was made again; None if it was not.
    error : CopcalcError, optional
        Why it could not be made again.
    """

    folder: Path
    damage: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stale: str = ""
    differing: tuple[str, ...] | None = None
    error: CopcalcError | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.damage or self.stale or self.differing or self.error)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A report that is as it was written, and what would make it again."""

    found: Verified
    manifest: Manifest
    request: Request
    framework: Framework


def verify_reports(
    folder: Path,
    *,
    root: Path,
    executor: Executor,
    scratch: Path,
    sample: int,
    engine: str = USUAL_ENGINE,
    timeout: float = USUAL_TIMEOUT,
) -> Iterator[Verified]:
    """Hold reports against their manifests, and make some of them again to compare every byte.

    Parameters
    ----------
    folder : pathlib.Path
        A report, or a folder with reports in it; nothing is written there.
    root : pathlib.Path, keyword-only
        The project folder, whose notebooks and data make them again.
    executor : concurrent.futures.Executor, keyword-only
        Where they are made again.
    scratch : pathlib.Path, keyword-only
        What they are written to.
    sample : int, keyword-only
        How many to make again. It is of each kind of area as far as it can be, and the same one for the
        same reports.
    engine, timeout : keyword-only
        As for `copcalc.report.make.make_report`.

    Yields
    ------
    Verified
        One for each report, first those that are not made again, in the order of their folders.

    Raises
    ------
    ReportError
        If no report is there.
    BusyError
        If a batch makes reports there.
    CopcalcError
        If the scratch folder is where reports are that are verified, or can't be written.
    """
    with undisturbed(folder):
        reports = reports_in(folder)
        if not reports:
            raise ReportError(
                "no report is here",
                where=str(folder),
                fix="Name a report or a folder of reports, as reports/africa or reports.",
            )
        if any(scratch.is_relative_to(each) or each.is_relative_to(scratch) for each in reports):
            raise CopcalcError(
                "the reports that are verified are here; those made again would mix with them",
                where=str(scratch),
                fix="Choose another folder with --output.",
            )
        look = Look(root)
        whole = []
        for report in reports:
            seen, again = _seen(folder, report, look)
            whole += [again] if again else []
            if not again:
                yield seen
        chosen = _sample(whole, sample)
        yield from (each.found for each in whole if each not in chosen)
        make = partial(
            make_reports,
            executor=executor,
            root=root,
            reports=scratch,
            engine=engine,
            timeout=timeout,
            force=True,
        )
        yield from _made_again(chosen, make, scratch)


def _made_again(
    chosen: Sequence[_Whole], make: Callable[..., Iterator[Outcome]], scratch: Path
) -> Iterator[Verified]:
    """Make reports again, and compare; a batch is about one framework."""
    by_framework: dict[str, list[_Whole]] = {}
    for each in chosen:
        by_framework.setdefault(each.request.framework, []).append(each)
    for group in by_framework.values():
        framework = group[0].framework
        by_folder = {scratch / folder_of(each.request, framework): each for each in group}
        for made in make([each.request for each in group], framework=framework):
            before = by_folder[made.folder]
            differing = None if made.error else _compared(before, read_manifest(made.folder))
            yield replace(before.found, differing=differing, error=made.error)


def _seen(folder: Path, report: Path, look: Look) -> tuple[Verified, _Whole | None]:
    """Tell what is found at a glance, and how to make the report again, if that has a meaning."""
    try:
        told = read_manifest(report)
    except ReportError as error:
        return Verified(report, damage=(error.what,)), None
    seen = Verified(report, damage=tuple(told.damage(report)))
    if seen.damage:
        return seen, None
    seen = replace(seen, others=_others(report, told))
    try:
        found = look.at(report, told)
    except CopcalcError as error:
        return replace(seen, stale=f"it can't be made here: {error}"), None
    name = folder_of(found.request, found.study.framework)
    if not _is_named(report.relative_to(folder), name):
        return replace(seen, damage=(f"it is the report {name.as_posix()}",)), None
    seen = replace(seen, stale=found.stale)
    return seen, _Whole(seen, told, found.request, found.study.framework)


def _others(report: Path, told: Manifest) -> tuple[str, ...]:
    """Name what is not of a report: files beside its own, folders beside its own."""
    own = {*told.files, MANIFEST, STALE}
    folders = {name.split("/")[0] for name in told.files}
    others = [name for name in files_in(report) if name not in own]
    shown = (name if (top := name.split("/")[0]) in folders else top for name in others)
    return tuple(dict.fromkeys(shown))


def _is_named(here: Path, name: Path) -> bool:
    """Whether a report stands where it should, as far as the folder shows in which it was found."""
    return all(a == b for a, b in zip(here.parts[::-1], name.parts[::-1], strict=False))


def _sample(whole: Sequence[_Whole], size: int) -> list[_Whole]:
    """Choose by chance that is the same for the same reports, of each kind of area in turn."""
    taken: Counter[str] = Counter()
    turns = []
    for each in sorted(whole, key=_chance):
        kind = each.request.area.kind
        turns.append((taken[kind], each))
        taken[kind] += 1
    return [each for _, each in sorted(turns, key=itemgetter(0))[:size]]


def _chance(each: _Whole) -> str:
    told = f"{each.manifest.origin.report} {sorted(each.manifest.files.items())}"
    return sha256(told.encode()).hexdigest()


def _compared(before: _Whole, now: Manifest) -> tuple[str, ...]:
    """Name the files that came out otherwise; of what is fresh, the manifest is one of them."""
    others = differing(before.manifest.files, now.files)
    if not before.found.stale and before.manifest.asked != now.asked:
        others.append(MANIFEST)
    return tuple(others)
