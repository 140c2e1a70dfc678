"""The register of ITU Member States and the areas that reports are made for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import pandas as pd

from copcalc.errors import AreaError

WORLD_CODE = "world"


@dataclass(frozen=True, slots=True)
class Area:
    """The world, an ITU region, or a Member State.

    Parameters
    ----------
    code : str
        "world", a region's name in small letters with hyphens, or an ISO 3166-1 alpha-3 code.
    name : str
        Name as people read it.
    kind : {"world", "region", "state"}
        What the area is.
    states : tuple of str
        ISO 3166-1 alpha-3 codes of the Member States in it, in alphabetical order.
    """

    code: str
    name: str
    kind: Literal["world", "region", "state"]
    states: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Area {self.code}: {self.name}, {_count(len(self.states), 'state')}>"


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"


def _plain(text: str) -> str:
    """Letters and digits only, without accents, case or a leading article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = " ".join(
        re.findall(r"\w+", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", bare.casefold()))
    )
    return words.removeprefix("the ")


class Register:
    """The Member States of a year, and how areas are found by what people call them.

    Parameters
    ----------
    states : pandas.DataFrame
        One row a state: iso3, iso2, name, itu_region, member_by (ISO date), ...
    names : pandas.DataFrame
        Other names of states: name, iso3. A name listed for two states is ambiguous.
    year : int
        Membership is as of the end of this year.

    Raises
    ------
    AreaError
        If the register does not reach back to the year.

    Examples
    --------
    >>> states = pd.DataFrame(
    ...     {"iso3": ["NAM", "NER", "NGA"], "iso2": ["NA", "NE", "NG"], "itu_region": "Africa",
    ...      "name": ["Namibia", "Niger", "Nigeria"], "member_by": "2011-07-14"})
    >>> register = Register(states, pd.DataFrame({"name": [], "iso3": []}), 2014)
    >>> register.find("namibia").code, register.find("NA").code, register.find("africa").states
    ('NAM', 'NAM', ('NAM', 'NER', 'NGA'))
    >>> register.find("Nigerr")
    Traceback (most recent call last):
    ...
    copcalc.errors.AreaError: area: there is no area 'Nigerr'. Did you mean Niger (NER), Nigeria (NGA)?
    """

    def __init__(self, states: pd.DataFrame, names: pd.DataFrame, year: int) -> None:
        joined = states["member_by"].str[:4].astype(int)
        if year < joined.min():
            raise AreaError(
                f"the register of Member States reaches back to {joined.min()}, not to {year}",
                where="year",
                fix=f"Use {joined.min()} or later.",
            )
        self.year = year
        self.states = states[joined <= year].sort_values("iso3").set_index("iso3", drop=False)
        self._later = states[joined > year]
        self.world = Area(WORLD_CODE, "World", "world", tuple(self.states.index))
        self.regions = [
            Area(_plain(region).replace(" ", "-"), region, "region", tuple(group.index))
            for region, group in self.states.groupby("itu_region")
        ]
        self._countries = {
            row.iso3: Area(row.iso3, row.name_, "state", (row.iso3,))
            for row in self.states.rename(columns={"name": "name_"}).itertuples()
        }
        self._by_code = {
            area.code: area for area in (self.world, *self.regions, *self._countries.values())
        }
        self._called: dict[str, set[str]] = {}
        for row in self.states.rename(columns={"name": "name_"}).itertuples():
            for text in (row.iso3, row.iso2, row.name_):
                self._called.setdefault(_plain(text), set()).add(row.iso3)
        for name, iso3 in zip(names["name"], names["iso3"], strict=True):
            if iso3 in self._countries:
                self._called.setdefault(_plain(name), set()).add(iso3)
        for area in (self.world, *self.regions):
            self._called[_plain(area.code)] = {area.code}

    def __repr__(self) -> str:
        count = _count(len(self.states), "Member State")
        return f"<Register: {count} at the end of {self.year}>"

    @property
    def areas(self) -> list[Area]:
        """All areas: the world, the regions, the states."""
        return list(self._by_code.values())

    def area(self, code: str) -> Area:
        """Return an area by its exact code; raise KeyError if there is none."""
        return self._by_code[code]

    def region_of(self, iso3: str) -> Area:
        """Return the ITU region that a state belongs to."""
        return next(region for region in self.regions if iso3 in region.states)

    def around(self, area: Area) -> tuple[Area, ...]:
        """List what an area is part of, the widest first: nothing for the world."""
        if area.kind == "world":
            return ()
        return (self.world,) if area.kind == "region" else (self.world, self.region_of(area.code))

    def called(self, code: str) -> list[str]:
        """List what an area is called, as `find` compares it: in small letters, without accents."""
        return sorted(name for name, codes in self._called.items() if code in codes)

    def find(self, text: str) -> Area:
        """Find an area by code or name, whatever its case and accents.

        Parameters
        ----------
        text : str
            "world", a region ("Arab States", "africa"), an ISO code ("NAM", "NA") or a state's name.

        Returns
        -------
        Area
            The one area of that name.

        Raises
        ------
        AreaError
            If there is none (with close names), several (with all of them: an ambiguous name is never
            guessed), or the state was no member yet.
        """
        name = _plain(text) if isinstance(text, str) else ""  # a parameter may hold anything
        codes = sorted(self._called.get(name, set()))
        if len(codes) == 1:
            return self.area(codes[0])
        if codes:
            raise AreaError(
                f"{text!r} can mean {self._listed(codes)}", where="area", fix="Write the code."
            )
        later = self._later[self._later[["iso3", "iso2", "name"]].map(_plain).eq(name).any(axis=1)]
        if len(later):
            state = later.iloc[0]
            raise AreaError(
                f"{state['name']} was not an ITU Member State at the end of {self.year}",
                where="area",
                fix=f"Use the year {state['member_by'][:4]} or later.",
            )
        close = get_close_matches(name, sorted(self._called), n=3, cutoff=0.7)
        part = [called for called in self._called if len(name) > 2 and name in called]
        named = [code for called in (part or close) for code in sorted(self._called[called])]
        found = list(dict.fromkeys(named))[:6]
        fix = (
            f"Did you mean {self._listed(found)}?"
            if found
            else "Use world, a region, or an ISO code."
        )
        raise AreaError(f"there is no area {text!r}", where="area", fix=fix)

    def _listed(self, codes: list[str]) -> str:
        areas = [self.area(code) for code in codes]
        return ", ".join(a.name if a.kind == "world" else f"{a.name} ({a.code})" for a in areas)
