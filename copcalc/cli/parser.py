"""What can be typed: the commands, their options, and their help."""

from __future__ import annotations

import argparse


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the command line.

    Returns
    -------
    argparse.ArgumentParser
        With a parser for each command; what it returns names the command.
    """
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
        "tables and charts, and reports/index.html, which lists them all, with all-data.zip; of another year, vintage or framework in a folder of its own, as "
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
    report.add_argument(
        "--pdf",
        action="store_true",
        help="write each page as PDF too, reports/AREA/report.pdf (needs WeasyPrint); one that is there stays as fresh as its report in any case",
    )
    report.add_argument("--force", action="store_true", help="make also what is fresh")
    report.add_argument("--quiet", action="store_true", help="tell only what failed")
    report.add_argument(
        "--json",
        action="store_true",
        help="at the end, write one JSON document of what became of each report, in place of lines",
    )
    _add_timeout(report)
    where = report.add_mutually_exclusive_group()
    where.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="make them on a running Dask cluster: its scheduler, as tcp://192.168.1.2:8786",
    )
    _add_jobs(where)
    _add_engine(report)

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

    page = commands.add_parser(
        "page",
        help="write a report again, in another language or with other words",
        description="Write the page, charts and tables of a report that was made before, from what it shows "
        "(its report.json), without executing a notebook; in another language than it was made in, into a "
        "folder of its own, as reports/africa/fr.",
    )
    page.add_argument("folder", metavar="FOLDER", help="the folder of a report, as reports/africa")
    page.add_argument("--language", default="en", help="the language to write it in (default: en)")
    page.add_argument("--pdf", action="store_true", help="write it as PDF too")

    commands.add_parser(
        "data",
        help="check data/raw and make data/processed",
        description="Check every raw table, one plain line a problem, and write the tidy tables.",
    )

    refresh = commands.add_parser(
        "refresh",
        help="execute the stored notebooks and store their outputs",
        description="Execute every notebook in notebooks/ with its defaults, in place.",
    )
    _add_execution(refresh)

    lab = commands.add_parser(
        "lab",
        help="open JupyterLab on the notebooks",
        description="Open JupyterLab on the notebooks. Further options go to JupyterLab.",
        prefix_chars="\0",  # every option is JupyterLab's
        add_help=False,
    )
    lab.add_argument("options", nargs="*", help="options of JupyterLab, as --no-browser")
    return parser


def _add_timeout(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout",
        type=_positive,
        metavar="SECONDS",
        help="how long a report may take (default: 600)",
    )


def _add_execution(command: argparse.ArgumentParser) -> None:
    _add_jobs(command)
    _add_engine(command)


def _add_jobs(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="how many to make at a time (default: one for each core)",
    )


def _add_engine(command: argparse.ArgumentParser) -> None:
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
