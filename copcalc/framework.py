"""A framework of targets as data: goal, pillars, targets, published baselines.

Read from YAML and checked on loading; an error names the file, the key and the fix. Nothing here knows
what the framework is about: another year, other pillars or a falling indicator is another file.
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from copcalc.errors import FrameworkError
from copcalc.measure import ChildShare, CountryShare, Direction, Share

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Role = Literal["direct", "proxy", "context"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(_Part):
    """Where the framework is published."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    citation: Text


class Denominator(_Part):
    """A number of countries that published shares may refer to; without a count, the register's."""

    id: Id
    name: Text
    count: Annotated[int, Field(ge=1)] | None = None


class Indicator(_Part):
    """Something that evidence tables say of a country."""

    id: Id
    name: Text
    has: Text


class PublishedPercent(_Part):
    """A per cent as it was printed, with the step it was rounded to."""

    percent: Percent
    rounding: Annotated[float, Field(ge=0, le=100)]

    @property
    def countries(self) -> CountryShare:
        """The figure as a share of countries, with its rounding interval."""
        return CountryShare.published(self.percent / 100, step=self.rounding / 100)

    @property
    def children(self) -> ChildShare:
        """The figure as a share of children, with its rounding interval."""
        return ChildShare.published(self.percent / 100, step=self.rounding / 100)


class PublishedCount(_Part):
    """A number of countries as it was printed, exact."""

    value: Annotated[int, Field(ge=0)]
    note: str = ""


class Baseline(_Part):
    """What was published for the baseline year; whatever is missing was not published."""

    count: PublishedCount | None = None
    countries: PublishedPercent | None = None
    children: PublishedPercent | None = None
    note: str = ""


class SetTarget(_Part):
    """A target with a figure."""

    state: Literal["set"]
    statement: Text
    of: Literal["countries", "children"]
    percent: Percent
    direction: Direction = "rise"

    @property
    def share(self) -> Share:
        """The target as an exact share of its own denominator."""
        kind = CountryShare if self.of == "countries" else ChildShare
        return kind.exact(self.percent / 100)


class UnsetTarget(_Part):
    """A target whose figure the framework leaves open."""

    state: Literal["not_set"]
    statement: Text
    of: Literal["countries", "children"]


class QualitativeTarget(_Part):
    """A target that is described, not counted."""

    state: Literal["qualitative"]
    statement: Text


class EvidenceUse(_Part):
    """Which indicator speaks for a pillar, and how: direct, as a proxy, or as context only."""

    indicator: Id
    role: Role


class RelatedCounts(_Part):
    """A published series of counts that is related to a pillar's target, and is not its indicator."""

    series: Id
    name: Text
    counts: Literal["covered", "uncovered"]
    denominator: Id | None = None


class Pillar(_Part):
    """One pillar with its objective, target and baseline."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    name: Text
    objective: Text
    has: Text
    target: Annotated[SetTarget | UnsetTarget | QualitativeTarget, Field(discriminator="state")]
    baseline: Baseline
    evidence: Annotated[list[EvidenceUse], Field(default_factory=list)]
    related_counts: Annotated[list[RelatedCounts], Field(default_factory=list)]
    ask: Text

    def __repr__(self) -> str:
        return f"<Pillar {self.number}, {self.id}: {self.name}>"

    def indicators(self, *roles: Role) -> list[str]:
        """Ids of the indicators that speak for the pillar in some roles, in the order of the roles."""
        return [use.indicator for role in roles for use in self.evidence if use.role == role]


class CompositeRule(_Part):
    """A declared way in which the goal's indicators may combine."""

    id: Id
    name: Text
    kind: Literal["weighted_mean", "mean_attainment", "both", "either"]
    weights: list[Annotated[float, Field(ge=0, allow_inf_nan=False)]] | None = None
    note: str = ""


class GoalTarget(_Part):
    """The goal's figure, in children."""

    of: Literal["children"]
    percent: Percent

    @property
    def share(self) -> ChildShare:
        """The goal as an exact share of children."""
        return ChildShare.exact(self.percent / 100)


class Goal(_Part):
    """The overall goal, a combination of pillars."""

    name: Text
    has: Text
    statement: Text
    note: str = ""
    target: GoalTarget
    baseline: PublishedPercent
    combines: Annotated[list[Id], Field(min_length=2)]
    rules: list[CompositeRule]

    @property
    def id(self) -> str:
        """What it is called beside the ids of pillars."""
        return "goal"


class Framework(_Part):
    """A goal, its pillars and their targets, as one document states them.

    Examples
    --------
    >>> framework = load_framework("connect2020")
    >>> [pillar.id for pillar in framework.pillars]
    ['legal', 'technical', 'organisational', 'capacity', 'cooperation']
    >>> framework.pillar("legal").target.share.value
    0.9
    """

    id: Id
    title: Text
    short_title: Text
    baseline_year: Year
    target_year: Year
    source: Source
    denominators: Annotated[list[Denominator], Field(min_length=1)]
    indicators: list[Indicator]
    goal: Goal | None = None
    glossary: Annotated[dict[str, str], Field(default_factory=dict)]
    pillars: Annotated[list[Pillar], Field(min_length=1)]

    def __repr__(self) -> str:
        years = f"{self.baseline_year} to {self.target_year}"
        pillars = ", ".join(pillar.id for pillar in self.pillars)
        return f"<Framework {self.id}: {self.short_title}, {years}; pillars {pillars}>"

    def pillar(self, pillar: str | int) -> Pillar:
        """Return a pillar by its id or its number; raise FrameworkError if there is none."""
        for candidate in self.pillars:
            if str(pillar) in (candidate.id, str(candidate.number)):
                return candidate
        known = ", ".join(p.id for p in self.pillars)
        raise FrameworkError(
            f"there is no pillar {pillar!r}", where=self.id, fix=f"Use one of {known}."
        )

    def check_subject(self, subject: str) -> None:
        """Raise FrameworkError if a subject is neither a pillar's id, nor "goal", nor empty for all."""
        known = [each.id for each in self.pillars] + ["goal"] * (self.goal is not None)
        if subject not in ("", *known):
            raise FrameworkError(
                f"there is no subject {subject!r}",
                where=self.id,
                fix=f"Use one of {', '.join(known)}, or leave it out for all.",
            )

    def indicator(self, indicator: str) -> Indicator:
        """Return an indicator by its id; raise FrameworkError if there is none."""
        for candidate in self.indicators:
            if candidate.id == indicator:
                return candidate
        known = ", ".join(i.id for i in self.indicators)
        raise FrameworkError(
            f"there is no indicator {indicator!r}", where=self.id, fix=f"Use one of {known}."
        )

    @property
    def related_counts(self) -> dict[str, RelatedCounts]:
        """Counts that are related to any pillar, by their series."""
        return {each.series: each for pillar in self.pillars for each in pillar.related_counts}

    def is_proxy(self, indicator: str) -> bool:
        """Whether an indicator stands in for a pillar's own, and is itself no pillar's own."""
        roles = {u.role for p in self.pillars for u in p.evidence if u.indicator == indicator}
        return "proxy" in roles and "direct" not in roles

    @model_validator(mode="after")
    def _parts_fit(self) -> Framework:
        if self.target_year <= self.baseline_year:
            raise ValueError("target_year: must lie after baseline_year")
        unique: list[tuple[str, list[str] | list[int]]] = [
            ("pillars", [p.id for p in self.pillars]),
            ("pillars", [p.number for p in self.pillars]),
            ("goal.combines", self.goal.combines if self.goal else []),
            ("indicators", [i.id for i in self.indicators]),
            ("denominators", [d.id for d in self.denominators]),
            *(
                (f"pillars.{p.id}.related_counts", [r.series for r in p.related_counts])
                for p in self.pillars
            ),
            ("goal.rules", [r.id for r in self.goal.rules] if self.goal else []),
        ]
        for key, ids in unique:
            twice = [i for i, n in Counter(ids).items() if n > 1]
            if twice:
                raise ValueError(f"{key}: {twice[0]!r} stands twice; rename one of the two")
        for pillar in self.pillars:
            for use in pillar.evidence:
                _known(use.indicator, self.indicators, f"pillars.{pillar.id}.evidence")
            for related in pillar.related_counts:
                if related.denominator:
                    _known(
                        related.denominator,
                        self.denominators,
                        f"pillars.{pillar.id}.related_counts",
                    )
        if self.goal:
            self._goal_fits(self.goal)
        return self

    def _goal_fits(self, goal: Goal) -> None:
        if any(pillar.id == "goal" for pillar in self.pillars):
            raise ValueError("pillars: 'goal' is taken by the goal itself; rename the pillar")
        for id_ in goal.combines:
            _known(id_, self.pillars, "goal.combines")
            pillar = self.pillar(id_)
            target = pillar.target
            if pillar.baseline.children is None or not isinstance(target, SetTarget):
                raise ValueError(
                    f"goal.combines: pillar {id_!r} needs a baseline in children and a set target"
                )
            if target.direction == "fall":
                raise ValueError(
                    f"goal.combines: pillar {id_!r} should fall; the rules combine coverage that rises"
                )
        for rule in goal.rules:
            given = None if rule.weights is None else len(rule.weights)
            if rule.weights is not None and sum(rule.weights) == 0:
                raise ValueError(f"goal.rules.{rule.id}.weights: one of them must be above 0")
            if given != (len(goal.combines) if rule.kind == "weighted_mean" else None):
                raise ValueError(
                    f"goal.rules.{rule.id}.weights: a weighted_mean takes one weight for each of "
                    f"goal.combines ({len(goal.combines)}), another kind takes none"
                )


def _known(id_: str, parts: Any, where: str) -> None:
    ids = [part.id for part in parts]
    if id_ not in ids:
        raise ValueError(f"{where}: {id_!r} is not declared; use one of {', '.join(ids)}")


def framework_names() -> list[str]:
    """List the frameworks that come with copcalc.

    Examples
    --------
    >>> framework_names()
    ['connect2020']
    """
    folder = resources.files("copcalc") / "frameworks"
    return sorted(
        f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")
    )


def framework_file(name: str | Path) -> Path:
    """Tell where a framework stands.

    Parameters
    ----------
    name : str or pathlib.Path
        As for `load_framework`.

    Returns
    -------
    pathlib.Path
        The file.

    Examples
    --------
    >>> framework_file("connect2020").name
    'connect2020.yaml'
    """
    if str(name) in framework_names():
        return Path(str(resources.files("copcalc") / "frameworks" / f"{name}.yaml"))
    return Path(str(name))


def load_framework(name: str | Path) -> Framework:
    """Read and check a framework file.

    Parameters
    ----------
    name : str or pathlib.Path
        The name of a framework that comes with copcalc, or the path of a YAML file.

    Returns
    -------
    Framework
        The checked framework.

    Raises
    ------
    FrameworkError
        If there is no such framework, the file is no YAML, or a key is missing, unknown or wrong. The
        message names file, key and fix.

    Examples
    --------
    >>> load_framework("connect2020").target_year
    2020
    """
    path = framework_file(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(
            f"no framework can be read here ({type(error).__name__})",
            where=str(name),
            fix=f"Give the path of a YAML file in UTF-8, or one of {', '.join(framework_names())}.",
        ) from None
    return _checked(text, path.name)


@lru_cache(maxsize=8)
def _checked(text: str, file: str) -> Framework:
    try:
        # YAML 1.2, so that a bare NO stays Norway; a key that stands twice is an error.
        content = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise FrameworkError(
            f"this is not valid YAML: {error.problem}",
            where=f"{file}, line {line}",
            fix="Mend the line; keys are unique and indented by spaces.",
        ) from None
    except YAMLError as error:
        at = error.position if isinstance(error, ReaderError) else 0
        raise FrameworkError(
            f"this is not valid YAML: {str(error).splitlines()[0]}",
            where=f"{file}, line {text.count(chr(10), 0, at) + 1}",
            fix="Remove the character.",
        ) from None
    if not isinstance(content, dict):
        raise FrameworkError(
            "the file holds no keys",
            where=file,
            fix="Begin with id, title and the other keys of a framework.",
        )
    try:
        return Framework.model_validate(content)
    except ValidationError as error:
        raise _in_plain_words(error, file, content) from None


def _in_plain_words(error: ValidationError, file: str, content: object) -> FrameworkError:
    lines = []
    for problem in error.errors():
        # Tagged unions add the tag to the location; a reader of the file knows keys and positions.
        steps = [step for step in problem["loc"] if step not in ("set", "not_set", "qualitative")]
        key = ".".join(_position(steps[: i + 1], content) for i in range(len(steps)))
        kind, what, fix = problem["type"], problem["msg"], "Correct the value."
        if kind == "missing":
            what, fix = "this key is missing", "Add it."
        elif kind == "extra_forbidden":
            what, fix = "this key is not known here", f"Remove it{_suggestion(key)}."
        elif kind == "value_error":  # our own checks, which name the key themselves
            key, what = str(problem["ctx"]["error"]).split(": ", 1)
        elif kind.startswith("union_tag"):
            key, what, fix = f"{key}.state", "no such state", "Use set, not_set or qualitative."
        else:
            what = f"{what[0].lower()}{what[1:]}, not {problem['input']!r}"
        lines.append(f"{key}: {what}. {fix}" if key else f"{what}. {fix}")
    if len(lines) == 1:
        return FrameworkError(lines[0].rstrip("."), where=file)
    return FrameworkError(f"{len(lines)} problems", where=file, fix="\n  " + "\n  ".join(lines))


def _position(location: list[Any], content: Any) -> str:
    """Name the last part of a location: a key, or a list entry by its id where it has one."""
    part = location[-1]
    if not isinstance(part, int):
        return str(part)
    for step in location:
        content = content[step]
    return str(content.get("id", part + 1)) if isinstance(content, dict) else str(part + 1)


def _suggestion(key: str) -> str:
    known = sorted({field for part in _Part.__subclasses__() for field in part.model_fields})
    close = get_close_matches(key.rsplit(".", 1)[-1], known, n=1)
    return f", or write {close[0]!r} if that is meant" if close else ""
