"""Languages: each a file of messages, with the conventions of its numbers and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Junk, Resource

from copcalc.errors import CopcalcError

SOURCE = "en"
"""The language in which messages are written first."""

# A line that goes on, and begins neither a paragraph nor an item.
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n|- )")
_ISOLATES = dict.fromkeys(map(ord, "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"))
_FILES = resources.files(__package__) / "languages"
_current: ContextVar[Language | None] = ContextVar("language", default=None)


def languages() -> list[str]:
    """Tell which languages there are, by their tags.

    Examples
    --------
    >>> languages()
    ['en']
    """
    files = (Path(each.name) for each in _FILES.iterdir())
    return sorted(each.stem for each in files if each.suffix == ".ftl")


@contextmanager
def in_language(language: str | Language) -> Iterator[Language]:
    """Say everything in a language, as long as the context lasts.

    Parameters
    ----------
    language : str or Language
        One of `languages()`, or one that was made otherwise.

    Yields
    ------
    Language
        The language.

    Raises
    ------
    CopcalcError
        If there is no such language.

    Examples
    --------
    >>> with in_language("en") as english:
    ...     english.format("range", {"low": "1", "high": "2"})
    '1 to 2'
    """
    found = load(language) if isinstance(language, str) else language
    token = _current.set(found)
    try:
        yield found
    finally:
        _current.reset(token)


def current() -> Language:
    """Return the language in which things are said just now."""
    return _current.get() or load(SOURCE)


def current_tag() -> str:
    """Tell which language words are said in, without reading its words.

    Examples
    --------
    >>> current_tag()
    'en'
    """
    found = _current.get()
    return found.tag if found else SOURCE


def without_isolates(text: str) -> str:
    """Leave out the marks that keep directions apart: in a picture no typeface has them."""
    return text.translate(_ISOLATES)


@cache
def load(tag: str) -> Language:
    """Read a language from its file.

    Parameters
    ----------
    tag : str
        One of `languages()`.

    Returns
    -------
    Language
        What its file leaves out is said in the source language.

    Raises
    ------
    CopcalcError
        If there is no such language, or its file is not one.
    """
    if tag not in languages():
        raise CopcalcError(
            f"there is no language {tag!r}",
            where="language",
            fix=f"Use one of {', '.join(languages())}.",
        )
    tags = dict.fromkeys((SOURCE, tag))
    return Language(tag, [(_FILES / f"{each}.ftl").read_text(encoding="utf-8") for each in tags])


class Language:
    """Messages of one language.

    Parameters
    ----------
    tag : str
        What the language is called by programs, as "en".
    sources : sequence of str
        Message files; each takes precedence over those before it.
    """

    def __init__(self, tag: str, sources: list[str]) -> None:
        self.tag = tag
        *_, own = parsed = [_parsed(source, tag) for source in sources]
        told = _bundle(SOURCE, [own], isolating=False)
        try:
            self.locale = Locale.parse(_attribute(told, "language", "locale"), sep="-")
        except (LookupError, ValueError, UnknownLocaleError) as error:
            raise CopcalcError(
                f"it does not say whose conventions it follows ({error})",
                where=f"{tag}.ftl",
                fix="Give the message `language` an attribute `.locale`, as `.locale = fr-FR`.",
            ) from None
        # Values that run the other way than the sentence are kept apart from it.
        isolating = self.locale.text_direction == "rtl"
        self._bundle = _bundle(str(self.locale), parsed, isolating=isolating)

    @property
    def direction(self) -> str:
        """How it is written: "ltr" or "rtl"."""
        return self.locale.text_direction

    def has(self, message: str, attribute: str = "") -> bool:
        """Whether it has a message, or an attribute of one."""
        if not self._bundle.has_message(message):
            return False
        return not attribute or attribute in self._bundle.get_message(message).attributes

    def format(
        self, message: str, given: Mapping[str, Any] | None = None, *, attribute: str = ""
    ) -> str:
        """Put a message into words.

        Parameters
        ----------
        message : str
            The id of a message.
        given : mapping of str to object, optional
            Texts, numbers and Fluent's own types for its places, and others, which are not said.
        attribute : str, keyword-only
            The attribute that is wanted in place of the message itself.

        Returns
        -------
        str
            One line; of a text in Markdown, one a paragraph and an item of a list.

        Raises
        ------
        CopcalcError
            If there is no such message, or something that it says was not given.
        """
        where = f"message {message!r}, language {self.tag!r}"
        if not self.has(message, attribute):
            raise CopcalcError(
                f"there is no such message{f' with {attribute!r}' if attribute else ''}",
                where=where,
                fix=f"Write it in {self.tag}.ftl.",
            )
        found = self._bundle.get_message(message)
        pattern = found.attributes[attribute] if attribute else found.value
        text, errors = (
            self._bundle.format_pattern(pattern, dict(given or {})) if pattern else ("", [])
        )
        if errors:
            raise CopcalcError(
                f"it can't be said: {'; '.join(map(str, errors))}",
                where=where,
                fix="Give the message what it says, in its places' own types.",
            )
        return _WRAPPED.sub(" ", str(text))


def _parsed(source: str, tag: str) -> Resource:
    """A file of messages; what can't be read is not passed over."""
    resource = FluentResource(source)
    for entry in resource.body:
        if isinstance(entry, Junk):
            first = str(entry.content).strip().splitlines()[0]
            told = "; ".join(str(each.message) for each in entry.annotations)
            raise CopcalcError(
                f"a message can't be read: {told}",
                where=f"{tag}.ftl, at {first!r}",
                fix="Write it as https://projectfluent.org/fluent/guide explains.",
            )
    return resource


def _bundle(locale: str, parsed: list[Resource], *, isolating: bool) -> FluentBundle:
    bundle = FluentBundle([locale], functions=_FUNCTIONS, use_isolating=isolating)
    for each in parsed:
        bundle.add_resource(each, allow_overrides=True)
    return bundle


def _attribute(bundle: FluentBundle, message: str, attribute: str) -> str:
    pattern = bundle.get_message(message).attributes[attribute]
    return str(bundle.format_pattern(pattern)[0])


def _styled(style: str) -> Callable[[Any], Any]:
    return lambda number: number.styled(style)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{style.upper(): _styled(style) for style in ("range", "between", "full", "bare", "points")},
    "NUMBER": lambda number, **options: fluent_number(getattr(number, "amount", number), **options),
    "NAME": lambda name, form: name.in_form(form),
    "LOWER": lambda names: names.lower(),
    "CLAUSES": lambda listed: listed.as_clauses(),
}
