"""The command line. Nothing heavy is imported until a command needs it, so that help comes at once."""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from copcalc.assessment import Study
    from copcalc.data import Area, Tables
    from copcalc.framework import Framework
    from copcalc.report.batch import Outcome
    from copcalc.report.verify import Verified

EXIT_FAILED, EXIT_USAGE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 75, 130
_FEW = 5  # reports that are named where the same is found about many


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copcalc",
        description="Baselines, gaps and reports for the ITU Child Online Protection targets.",
        epilog="'copcalc COMMAND --help' tells more about a command.",
    )
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    report = commands.add_parser(
        "report",
        help="make reports of areas",
        description="Execute the notebooks for each area and write reports/AREA/report.html, results.json, "
        "tables and charts; of another year, vintage or framework in a folder of its own, as "
        "reports/connect2020-2018-WPP2012/AREA. A report is left as it is if it is fresh: its manifest.json "
        "tells what it was made from. Exit status: 0 all are there and fresh, 1 a report failed, 2 the "
        "request makes no sense, 75 another batch makes reports in the folder.",
    )
    report.add_argument(
        "areas",
        nargs="*",
        default=["world"],
        metavar="AREA",
        help="world (the default), an ITU region, or a Member State by code or name: africa, NAM, Namibia",
    )
    report.add_argument(
        "--all", action="store_true", help="the world, every ITU region and every Member State"
    )
    report.add_argument(
        "--year", type=int, help="year of statuses and children (default: the baseline year)"
    )
    report.add_argument(
        "--vintage", default="WPP2012", help="population estimates: WPP2012 (default) or WPP2022"
    )
    report.add_argument(
        "--framework",
        default="connect2020",
        help="a framework's name, or the path of its YAML file",
    )
    report.add_argument(
        "--output", metavar="FOLDER", help="where to write (default: the project's reports)"
    )
    report.add_argument("--force", action="store_true", help="make also what is fresh")
    _add_timeout(report)
    _add_execution(report)
    report.set_defaults(run=_report)

    verify = commands.add_parser(
        "verify",
        help="check that reports are as they were written, and come out the same again",
        description="Hold every report against its manifest.json (files that are missing or not as they were "
        "written, and what it is made from, if that has changed), and make a few again somewhere else to "
        "compare every byte. Exit status: 0 nothing is wrong, 1 a report is spoilt, stale or came out "
        "otherwise, 75 a batch makes reports in the folder.",
    )
    verify.add_argument(
        "folder",
        nargs="?",
        metavar="FOLDER",
        help="a report, or a folder of reports (default: the project's reports)",
    )
    verify.add_argument(
        "--sample",
        type=_not_negative,
        default=3,
        metavar="N",
        help="how many to make again, the world's, a region's and a state's first (default: 3)",
    )
    verify.add_argument(
        "--output",
        metavar="FOLDER",
        help="where to keep what was made again (default: it is removed)",
    )
    _add_timeout(verify)
    _add_execution(verify)
    verify.set_defaults(run=_verify)

    page = commands.add_parser(
        "page",
        help="write a report again, in another language or with other words",
        description="Write the page, charts and tables of a report that was made before, from what it shows "
        "(its report.json), without executing a notebook; in another language than it was made in, into a "
        "folder of its own, as reports/africa/fr.",
    )
    page.add_argument("folder", metavar="FOLDER", help="the folder of a report, as reports/africa")
    page.add_argument("--language", default="en", help="the language to write it in (default: en)")
    page.set_defaults(run=_page)

    data = commands.add_parser(
        "data",
        help="check data/raw and make data/processed",
        description="Check every raw table, one plain line a problem, and write the tidy tables.",
    )
    data.set_defaults(run=_data)

    refresh = commands.add_parser(
        "refresh",
        help="execute the stored notebooks and store their outputs",
        description="Execute every notebook in notebooks/ with its defaults, in place.",
    )
    _add_execution(refresh)
    refresh.set_defaults(run=_refresh)

    lab = commands.add_parser(
        "lab",
        help="open JupyterLab on the notebooks",
        description="Open JupyterLab on the notebooks. Further options go to JupyterLab.",
        prefix_chars="\0",  # every option is JupyterLab's
        add_help=False,
    )
    lab.add_argument("options", nargs="*", help="options of JupyterLab, as --no-browser")
    lab.set_defaults(run=_lab)
    return parser


def _add_timeout(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout",
        type=_positive,
        metavar="SECONDS",
        help="how long a report may take (default: 600)",
    )


def _add_execution(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="how many to make at a time (default: one for each core)",
    )
    command.add_argument(
        "--engine",
        choices=("forked", "kernel"),
        help="what runs the notebooks: processes forked from a warm one (the default where they can be), "
        "or Jupyter's kernels, which take longer",
    )


def _positive(text: str) -> int:
    return _at_least(1, text)


def _not_negative(text: str) -> int:
    return _at_least(0, text)


def _at_least(least: int, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if number < least:
        raise argparse.ArgumentTypeError(f"{number} is too few, use {least} or more")
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands behind "copcalc"; by default what the process was given.

    Returns
    -------
    int
        Exit status: 0 done, 1 failed, 2 the request makes no sense, 75 somebody else is at work there,
        130 interrupted.
    """
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.version:
        from importlib.metadata import version

        print(f"copcalc {version('copcalc')}")
        return 0
    if asked.command is None:
        parser.print_help()
        return 0

    from copcalc.errors import BusyError, CopcalcError, DataError, ReportError

    try:
        status: int = asked.run(asked)
        sys.stdout.flush()
    except CopcalcError as error:
        print(f"copcalc: {error}", file=sys.stderr)
        if isinstance(error, BusyError):
            return EXIT_BUSY
        return EXIT_FAILED if isinstance(error, DataError | ReportError) else EXIT_USAGE
    except BrokenPipeError:
        # Whoever read has enough, as `head` does; what is left to write is for nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("copcalc: interrupted; what was finished before stays.", file=sys.stderr)
        return EXIT_INTERRUPTED
    return status


def _data(_: argparse.Namespace) -> int:
    from dataclasses import fields

    from copcalc.data import build, find_root

    tables = build(find_root())
    for field in fields(tables):
        print(f"{len(getattr(tables, field.name)):>8,} rows  data/processed/{field.name}.csv")
    for line in _told_of_evidence(tables):
        print(line)
    return 0


def _told_of_evidence(tables: Tables) -> Iterator[str]:
    """What the evidence speaks of and what it leaves open, so that a slip of the pen shows."""
    from copcalc.data import undeclared
    from copcalc.framework import framework_names, load_framework

    evidence, status = tables.evidence, tables.status
    frameworks = [load_framework(name) for name in framework_names()]
    known = _indicators(frameworks)
    rows = evidence["indicator"].value_counts().sort_index()
    told = [f"{i} {n}" + ("" if i in known else " (in no framework)") for i, n in rows.items()]
    yield f"Pieces of evidence by indicator: {', '.join(told)}."
    yield from map(str, undeclared(evidence, known))
    for answer, year in (("yes", "since"), ("no", "until")):
        undated = evidence[(evidence["status"] == answer) & evidence[year].isna()]
        if len(undated):
            yield f"{len(undated)} of them say {answer} without a year in '{year}', and so decide nothing."
    for (indicator, iso3, conflict), years in status[status["conflict"] != "no"].groupby(
        ["indicator", "iso3", "conflict"]
    )["year"]:
        span = f"{years.min()} to {years.max()}" if len(years) > 1 else f"{years.min()}"
        end = "the stronger evidence counts" if conflict == "settled" else "unknown"
        yield f"Evidence disagrees on {indicator} in {iso3}, {span}: {end}."
    years = {year for f in frameworks for year in (f.baseline_year, f.target_year)}
    yield from _told_of_statuses(tables, sorted(years))


def _told_of_statuses(tables: Tables, years: Sequence[int]) -> Iterator[str]:
    """How many states each indicator settles at the end of each year."""
    from copcalc.data import Register, status_by_year

    for year in years:
        states = Register(tables.states, tables.names, year).states.index
        decided = status_by_year(tables.evidence, states, [year], strength="named")
        counts = decided.groupby("indicator")["status"].value_counts().unstack(fill_value=0)
        yield (
            f"Settled at the end of {year}, of {len(states)} Member States, by evidence that names them "
            "(high or medium confidence):"
        )
        for indicator, row in counts.iterrows():
            told = ", ".join(f"{row.get(s, 0):>3} {s}" for s in ("yes", "no", "unknown"))
            yield f"  {indicator:<22}{told}"


def _indicators(frameworks: Sequence[Framework]) -> set[str]:
    return {indicator.id for framework in frameworks for indicator in framework.indicators}


def _tell_undeclared(study: Study) -> None:
    """Say on the way which evidence no framework speaks of, since no report will."""
    from copcalc.data import undeclared
    from copcalc.framework import framework_names, load_framework

    known = _indicators([study.framework, *map(load_framework, framework_names())])
    for line in undeclared(study.tables.evidence, known):
        print(f"copcalc: {line}", file=sys.stderr)


def _report(asked: argparse.Namespace) -> int:
    from pathlib import Path

    from copcalc.data import find_root
    from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, cores, get_ready
    from copcalc.report.folder import MANIFEST

    root = find_root()
    reports = Path(asked.output).resolve() if asked.output else root / "reports"
    if not any(reports.glob(f"*/{MANIFEST}")):
        # Something is to be made for certain: one process imports what it needs, this one what it asks for.
        get_ready()

    from tqdm import tqdm

    from copcalc.assessment import open_study
    from copcalc.report.batch import make_reports
    from copcalc.report.request import USUAL_TIMEOUT, request_about

    framework = asked.framework
    if Path(framework).is_file():
        framework = str(Path(framework).resolve())
    first = open_study(year=asked.year, vintage=asked.vintage, framework=framework, root=root)
    _tell_undeclared(first)
    # Every area is looked up before anything is made: a slip of the pen costs no time.
    areas = _areas(asked, first)
    requests = [request_about(first.at(a), root=root, framework=framework) for a in areas]
    outcomes = []
    with (
        WarmExecutor(asked.jobs or cores()) as executor,
        tqdm(total=len(requests), unit="report", leave=False, disable=None) as bar,
    ):
        for outcome in make_reports(
            requests,
            executor=executor,
            framework=first.framework,
            root=root,
            reports=reports,
            engine=asked.engine or USUAL_ENGINE,
            timeout=asked.timeout or USUAL_TIMEOUT,
            force=asked.force,
        ):
            outcomes.append(outcome)
            if not (asked.all and outcome.state == "fresh"):
                page = "" if outcome.error else f": {_shown(outcome.folder / 'report.html')}"
                tqdm.write(f"{outcome.state:<7} {outcome.request.area.name}{page}")
            bar.update(1)
    return _summed_up(outcomes)


def _summed_up(outcomes: Sequence[Outcome]) -> int:
    """Tell what became of all reports, and why some failed; return the exit status."""
    states = [outcome.state for outcome in outcomes]
    told = [f"{states.count(state)} {state}" for state in sorted(set(states), reverse=True)]
    print(f"{len(states)} report{'' if len(states) == 1 else 's'}: {', '.join(told)}.")
    failed = [outcome for outcome in outcomes if outcome.error]
    for outcome in failed:
        print(f"copcalc: {outcome.request.area.name}: {outcome.error}", file=sys.stderr)
        print(f"  What happened before: {_shown(outcome.log)}", file=sys.stderr)
    return EXIT_FAILED if failed else 0


def _areas(asked: argparse.Namespace, study: Study) -> list[Area]:
    """The areas that are asked for, each once."""
    if asked.all:
        return study.register.areas
    return list({a.code: a for a in map(study.register.find, asked.areas)}.values())


def _verify(asked: argparse.Namespace) -> int:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from copcalc.data import find_root
    from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, cores, get_ready

    root = find_root()
    if asked.sample:
        get_ready()  # it imports while files are read

    from copcalc.report.request import USUAL_TIMEOUT
    from copcalc.report.verify import verify_reports

    folder = Path(asked.folder).resolve() if asked.folder else root / "reports"
    found = []
    with TemporaryDirectory() as passing, WarmExecutor(asked.jobs or cores()) as executor:
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
                print(f"failed  {_shown(each.folder)}: {each.error}")
            elif each.differing is not None:
                differs = ", ".join(each.differing)
                print(
                    f"differs {_shown(each.folder)}: {differs}"
                    if differs
                    else f"same    {_shown(each.folder)}"
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
            about.setdefault(one, []).append(_shown(each.folder))
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


def _page(asked: argparse.Namespace) -> int:
    from pathlib import Path

    from copcalc.report.again import write_again

    written = write_again(Path(asked.folder).resolve(), language=asked.language)
    print(f"written {_shown(written / 'report.html')}")
    return 0


def _shown(path: Path) -> str:
    """A path as a user would type it."""
    shorter = os.path.relpath(path)
    return str(path) if shorter.startswith("..") else shorter


def _refresh(asked: argparse.Namespace) -> int:
    from copcalc.data import find_root
    from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, cores
    from copcalc.report.refresh import refresh

    root = find_root()
    engine = asked.engine or USUAL_ENGINE
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    with WarmExecutor(asked.jobs or cores()) as executor:
        running = [executor.submit(refresh, n, root=root, engine=engine) for n in notebooks]
        for notebook, future in zip(notebooks, running, strict=True):
            future.result()
            print(f"executed  notebooks/{notebook.name}")
    return 0


def _lab(asked: argparse.Namespace) -> int:
    from copcalc.data import find_root

    notebooks = find_root() / "notebooks"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={notebooks}",
        *asked.options,
    ]
    sys.stdout.flush()
    os.execv(sys.executable, command)


if __name__ == "__main__":
    sys.exit(main())
