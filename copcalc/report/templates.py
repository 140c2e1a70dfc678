"""The templates of pages, and what they can ask for; light enough for a page that has no charts."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copcalc.assessment import Observation
from copcalc.measure import Unmeasured
from copcalc.words import Given, Link, Message, Part, parts

_FOLDER = "template"


def _said(message: str, **given: Given) -> list[Part]:
    return parts(Message(message, given))


def _machine_readable(number: Observation) -> float | str:
    """The value, or the lower bound of a number without one, in the unit that people read."""
    read = number.as_read()
    if isinstance(read, Unmeasured):
        return ""
    return read.low if read.value is None else read.value


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("copcalc.report", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {"link": Link, "parts": _said, "parts_of": parts, "zip": zip}
    made.filters["machine_readable"] = _machine_readable
    return made


TEMPLATES = _environment()
"""The templates of pages. What is placed in them is escaped, unless it is HTML already."""


def as_it_is(name: str) -> Markup:
    """Read what is placed in a page as it is: styles, or a script.

    Parameters
    ----------
    name : str
        A file beside the templates.

    Returns
    -------
    markupsafe.Markup
        Its text.
    """
    file = resources.files(__package__) / _FOLDER / name
    return Markup(file.read_text(encoding="utf-8"))
