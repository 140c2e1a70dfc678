"""`copcalc verify`: reports are held against their manifests, and some made again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from copcalc.cli import EXIT_FAILED
from copcalc.cli.paths import typed
from copcalc.data import find_root
from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, get_ready

if TYPE_CHECKING:
    from copcalc.report.verify import Verified

_FEW = 5  # reports that are named where the same is found about many


def run(asked: argparse.Namespace) -> int:
    """Hold reports against their manifests, and tell what was found."""
    root = find_root()
    if asked.sample:
        get_ready()  # it imports while files are read

    from copcalc.report.request import USUAL_TIMEOUT
    from copcalc.report.verify import verify_reports

    folder = Path(asked.folder).resolve() if asked.folder else root / "reports"
    found = []
    with TemporaryDirectory() as passing, WarmExecutor(asked.jobs) as executor:
        for each in verify_reports(
            folder,
            root=root,
            executor=executor,
            scratch=Path(asked.output or passing).resolve(),
            sample=asked.sample,
            engine=asked.engine or USUAL_ENGINE,
            timeout=asked.timeout or USUAL_TIMEOUT,
        ):
            found.append(each)
            if each.error:
                print(f"failed  {typed(each.folder)}: {each.error}")
            elif each.differing is not None:
                differs = ", ".join(each.differing)
                print(
                    f"differs {typed(each.folder)}: {differs}"
                    if differs
                    else f"same    {typed(each.folder)}"
                )
    return _verdict(found)


def _verdict(found: Sequence[Verified]) -> int:
    """Tell what was found about all reports; return the exit status."""
    about: dict[tuple[str, str], list[str]] = {}
    for each in found:
        told = [("spoilt", what) for what in each.damage]
        told += [("stale", each.stale)] if each.stale else []
        told += [("other", f"{what} is not of the report") for what in each.others]
        for one in told:
            about.setdefault(one, []).append(typed(each.folder))
    for (state, what), names in about.items():
        few = names if len(names) <= _FEW else [*names[:_FEW], f"{len(names) - _FEW} more"]
        print(f"{state:<7} {', '.join(few)}: {what}")
    counts = {
        "whole": sum(not each.damage for each in found),
        "spoilt": sum(bool(each.damage) for each in found),
        "stale": sum(bool(each.stale) for each in found),
    }
    again = {
        "the same": sum(each.differing == () for each in found),
        "not the same": sum(bool(each.differing) for each in found),
        "failed": sum(bool(each.error) for each in found),
    }
    told_of = [
        ", ".join(f"{n} {what}" for what, n in each.items() if n) for each in (counts, again)
    ]
    print(f"{len(found)} report{'' if len(found) == 1 else 's'}: {told_of[0]}. ", end="")
    print(f"Made again: {told_of[1] or 'none'}.")
    return 0 if all(each.is_good for each in found) else EXIT_FAILED
