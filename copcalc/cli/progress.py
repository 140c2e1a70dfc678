"""What is told while reports are made: lines and a bar for people, one document for programs, or nothing."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tqdm import tqdm

from copcalc.cli.paths import typed
from copcalc.report.folder import INDEX, PAGE

if TYPE_CHECKING:
    from copcalc.report.batch import Outcome, State
    from copcalc.report.request import Request

_STATES: tuple[State, ...] = ("made", "fresh", "failed")


class Progress:
    """Tells of a batch what becomes of its reports.

    Parameters
    ----------
    requests : sequence of Request
        What is asked for.
    reports : pathlib.Path
        Where the reports stand.
    named : collection of str, keyword-only
        Of which outcomes a line is written: "made", "fresh", "failed".
    summary : {"line", "json", "none"}, keyword-only
        How it is summed up. With none there is no bar either.
    """

    def __init__(
        self,
        requests: Sequence[Request],
        reports: Path,
        *,
        named: Collection[str],
        summary: Literal["line", "json", "none"],
    ) -> None:
        self._reports = reports
        self._order = {request.area.code: n for n, request in enumerate(requests)}
        self._named, self._summary = named, summary
        self._outcomes: list[Outcome] = []
        # Of a report, its chapters tell how long it takes: the world's are many times those of a state.
        self._bar = tqdm(
            total=sum(len(request.chapters) for request in requests),
            bar_format="{desc} |{bar}| {elapsed} so far, {remaining} to go",
            smoothing=0,
            leave=False,
            disable=True if summary == "none" else None,
        )
        self._is_over = threading.Event()
        self._ticking = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        self._describe()
        self._ticking.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Sum up, also what ended before its time, unless it ended before anything was done."""
        self._is_over.set()
        self._ticking.join()
        self._bar.close()
        if self._outcomes or kind is None:
            self._sum_up()

    def _tick(self) -> None:
        # A bar that stands still for the length of a report looks as if nothing went on.
        while not self._is_over.wait(1):
            self._bar.refresh()

    @property
    def has_failed(self) -> bool:
        """Whether a report could not be made."""
        return any(each.error for each in self._outcomes)

    @property
    def _counts(self) -> Counter[State]:
        return Counter(each.state for each in self._outcomes)

    @property
    def _left(self) -> int:
        return len(self._order) - len(self._outcomes)

    def tell(self, outcome: Outcome) -> None:
        """Tell what became of a report."""
        self._outcomes.append(outcome)
        weight = len(outcome.request.chapters)
        if outcome.state == "fresh":
            # It takes no time, and says nothing of how long the others take.
            self._bar.total = (self._bar.total or 0) - weight
        if outcome.state in self._named:
            page = "" if outcome.error else f": {typed(outcome.folder / PAGE)}"
            tqdm.write(f"{outcome.state:<7} {outcome.request.area.name}{page}")
            sys.stdout.flush()  # whoever reads a log sees how far it is
        self._describe()
        if outcome.state != "fresh":
            self._bar.update(weight)

    def _describe(self) -> None:
        counts = self._counts
        told = f"{counts['made']} made, {counts['failed']} failed, {self._left} left"
        self._bar.set_description_str(told)

    def _sum_up(self) -> None:
        if self._summary == "json":
            print(json.dumps(self._document(), indent=1))
        elif self._summary == "line":
            print(self._line())
        for each in self._outcomes:
            if each.error:
                print(f"copcalc: {each.request.area.name}: {each.error}", file=sys.stderr)
                print(f"  What happened before: {typed(each.log)}", file=sys.stderr)

    def _line(self) -> str:
        counts, asked = self._counts, len(self._order)
        told = [f"{counts[state]} {state}" for state in _STATES if counts[state]]
        told += [f"{self._left} left"] if self._left else []
        summed = f"{asked} report{'' if asked == 1 else 's'}: {', '.join(told)}."
        index = self._index()
        return f"{summed} Index: {index}" if index else summed

    def _index(self) -> str | None:
        """The index, unless it could not be written."""
        index = self._reports / INDEX
        return typed(index) if index.is_file() else None

    def _document(self) -> dict[str, object]:
        """What programs are told; in the order of what was asked for, however it came to its end."""
        counts = self._counts
        ordered = sorted(self._outcomes, key=lambda each: self._order[each.request.area.code])
        return {
            **{state: counts[state] for state in _STATES},
            "left": self._left,
            "index": self._index(),
            "reports": [_record(each) for each in ordered],
        }


def _record(outcome: Outcome) -> dict[str, object]:
    told: dict[str, object] = {
        "area": outcome.request.area.code,
        "name": outcome.request.area.name,
        "state": outcome.state,
        "folder": typed(outcome.folder),
        "log": typed(outcome.log),
    }
    if outcome.error:
        told["error"] = str(outcome.error)
    return told
