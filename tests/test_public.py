"""Every short name leads somewhere, and what the projections offer is told with an example to paste."""

import doctest
import inspect

import pytest

import copcalc as cop

PROJECTIONS = sorted(
    name for name, home in cop._HOME.items() if home.startswith("copcalc.projection")
)


@pytest.mark.parametrize("name", cop.__all__)
def test_a_short_name_leads_to_something_with_a_description(name):
    assert inspect.getdoc(getattr(cop, name))
    assert name in dir(cop)


def test_an_unknown_name_is_no_name():
    with pytest.raises(AttributeError, match="'copcalc' has no attribute 'forecast_the_weather'"):
        cop.forecast_the_weather  # noqa: B018


@pytest.mark.parametrize("name", PROJECTIONS)
def test_an_example_can_be_pasted_and_is_no_longer_than_six_lines(name):
    text = inspect.getdoc(getattr(cop, name))
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert 1 < sum(part.source.count("\n") for part in example.examples) <= 6
    # With no name but those that it brings along.
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(
    "name", [name for name in PROJECTIONS if inspect.isfunction(getattr(cop, name))]
)
def test_a_function_tells_its_formula_arguments_result_and_mistakes(name):
    text = inspect.getdoc(getattr(cop, name))
    for part in ("Formula", "Parameters\n---", "Returns\n---", "Raises\n---", "References\n---"):
        assert part in text, part
