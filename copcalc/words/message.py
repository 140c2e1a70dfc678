"""Messages: what is to be said, in no language yet, and how it is said in one.

A message is an id and what goes into its places: observations, names, years, other messages, lists of
these. The files in `languages` say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from babel import Locale
from babel.lists import format_list
from fluent.runtime.types import (
    FluentFloat,
    FluentInt,
    FluentNone,
    FluentType,
)

from copcalc.assessment import Observation
from copcalc.measure import Estimate
from copcalc.words.language import SOURCE, current, in_language
from copcalc.words.names import Name
from copcalc.words.numbers import write

# What stands in a message, while it is made, for something that has been placed in it.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(frozen=True)
class Message:
    """Something to say.

    Parameters
    ----------
    id : str
        A message of the language files.
    given : mapping of str to Given
        What goes into its places, and more that is not said. Texts choose between variants, or are quoted
        from a source.

    Examples
    --------
    >>> say(Message("tile-baseline", {"year": 2014}))
    'Baseline, 2014'
    """

    id: str
    given: Mapping[str, Given] = field(default_factory=dict)

    def observations(self) -> list[Observation]:
        """The observations that it says in the source language.

        Raises
        ------
        CopcalcError
            If it says something that it was not given.
        """
        with in_language(SOURCE):
            return [part.observation for part in parts(self) if isinstance(part, Said)]


Given: TypeAlias = (
    "Observation | Name | Message | Link | str | int | float | Sequence[Name | Message | str]"
)
"""What can go into the place of a message."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: a text, and the address."""

    text: str
    address: str


class Said(NamedTuple):
    """A number in a sentence: as it is written, and its observation."""

    text: str
    observation: Observation


Part: TypeAlias = str | Said | Link
"""A piece of a sentence."""


def parts(message: Message) -> list[Part]:
    """Say a message in the current language, its numbers apart from the words between them.

    Raises
    ------
    CopcalcError
        If there is no such message, or it says something that it was not given.

    Examples
    --------
    >>> parts(Message("goal-agreement"))
    ['One weight can give both the published baseline and the published goal.']
    """
    return _Saying().parts(message)


def say(message: Message) -> str:
    """Say a message in the current language.

    Parameters
    ----------
    message : Message
        What to say.

    Returns
    -------
    str
        The sentence.

    Raises
    ------
    CopcalcError
        If there is no such message, or it says something that it was not given.

    Examples
    --------
    >>> from copcalc.assessment import open_study, profile
    >>> from copcalc.words.names import subject_name
    >>> kenya = profile(open_study("KEN"))
    >>> legal = subject_name(kenya.study, kenya.study.framework.pillar("legal"))
    >>> say(Message("state-step_countries", kenya.named | {"pillar": legal}))[:58]
    'One more country with legislation on child sexual abuse ma'
    """
    return as_text(parts(message))


def as_text(said: Sequence[Part]) -> str:
    """Join the pieces of a sentence.

    Examples
    --------
    >>> as_text(["See ", Link("the source", "https://example.org"), "."])
    'See the source.'
    """
    return "".join(part if isinstance(part, str) else part.text for part in said)


def listed(items: Sequence[str]) -> str:
    """Join texts as a list in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', 'none')
    """
    return format_list(items, locale=current().locale) if items else current().format("list-none")


def clauses(items: Sequence[str]) -> str:
    """Put texts after each other that are clauses themselves.

    Examples
    --------
    >>> clauses(["a, b", "c", "d"]), clauses(["a"]), clauses([])
    ('a, b; c; d', 'a', 'none')
    """
    *first, last = items or [current().format("list-none")]
    for each in reversed(first):
        last = current().format("clauses", {"first": each, "rest": last})
    return last


def name(named: Name, form: str = "") -> str:
    """Tell a name in the current language: by its message, or as its data have it.

    Examples
    --------
    >>> name(Name("status-yes")), name(Name("area-KEN", {"name": "Kenya"}))
    ('yes', 'Kenya')
    """
    form = form or named.form
    attribute = "" if form == "name" else form
    if named.forms and not current().has(named.key, attribute):
        return named.forms.get(form) or named.forms["name"]
    return current().format(named.key, attribute=attribute)


class _Saying:
    """One message on its way into words. What is placed stands apart, so that it is never taken for words."""

    def __init__(self) -> None:
        self.placed: list[list[Part]] = []

    def parts(self, message: Message) -> list[Part]:
        given = {key: self._fluent(each) for key, each in message.given.items()}
        return self._split(current().format(message.id, given))

    def place(self, *told: Part) -> str:
        self.placed.append(list(told))
        return f"{_OPEN}{len(self.placed) - 1}{_CLOSE}"

    def place_marked(self, text: str) -> str:
        return self.place(*self._split(text))

    def _split(self, text: str) -> list[Part]:
        found: list[Part] = []
        for number, piece in enumerate(_MARK.split(text)):
            found += self.placed[int(piece)] if number % 2 else [piece] if piece else []
        return _joined(found)

    def _fluent(self, given: Given) -> FluentType | str:
        if isinstance(given, str):
            return given.replace(_OPEN, "").replace(_CLOSE, "")
        if isinstance(given, int):
            return FluentInt(given, useGrouping=False)
        if isinstance(given, float):
            return FluentFloat(given)
        if isinstance(given, Observation):
            return _Number(self, given)
        if isinstance(given, Link):
            return self.place(given)
        return _Words(self, given)


def _joined(found: Sequence[Part]) -> list[Part]:
    """The same with neighbouring words in one piece."""
    joined: list[Part] = []
    for part in found:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


class _Number(FluentType):
    """An observation in a message."""

    def __init__(self, saying: _Saying, observation: Observation, style: str = "") -> None:
        self.saying, self.observation, self.style = saying, observation, style

    def styled(self, style: str) -> _Number:
        return _Number(self.saying, self.observation, style)

    @property
    def amount(self) -> float | FluentNone:
        """The number to choose a plural by."""
        read = self.observation.as_read()
        if not isinstance(read, Estimate):
            return FluentNone()
        return read.high if read.value is None else read.value

    def format(self, locale: Locale) -> str:
        return self.saying.place(Said(write(self.observation, self.style), self.observation))


class _Words(FluentType):
    """A name, a message or a list of them in a message."""

    def __init__(
        self,
        saying: _Saying,
        given: Name | Message | Sequence[Name | Message | str],
        change: Callable[[str], str] = str,
    ) -> None:
        self.saying, self.given, self.change = saying, given, change

    def in_form(self, form: str) -> str:
        assert isinstance(self.given, Name), "only names have forms"
        return self.saying.place(name(self.given, form))

    def lower(self) -> _Words:
        return _Words(self.saying, self.given, str.lower)

    def as_clauses(self) -> str:
        return self.saying.place_marked(clauses(self._items()))

    def format(self, locale: Locale) -> str:
        if isinstance(self.given, Name | Message):
            return self._item(self.given)
        return self.saying.place_marked(listed(self._items()))

    def _items(self) -> list[str]:
        assert not isinstance(self.given, Name | Message), "only lists have items"
        return [self._item(each) for each in self.given]

    def _item(self, item: Name | Message | str) -> str:
        if isinstance(item, Message):
            return self.saying.place(*self.saying.parts(item))
        return self.saying.place(self.change(name(item) if isinstance(item, Name) else item))
