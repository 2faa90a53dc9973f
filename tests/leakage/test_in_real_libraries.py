"""What the pages of the leakage rules promise, measured with the real libraries."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.measuring import Figures, measured_by
from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example

pytestmark = pytest.mark.tensorflow

RUNNER = Path(__file__).with_name("run_leaks.py")


@cache
def figures_of(code: str) -> dict[str, Figures]:
    """What the examples of a page leak, and their mended texts, measured in one process; without imbalanced-learn."""
    rule = load().find(code)
    scripts = {each.title: each.code for each in (*rule.bad, *rule.good) if "imblearn" not in each.code}
    scripts |= {f"fixed {each.title}": each.fixed for each in rule.bad if each.fixed is not None}
    return measured_by(RUNNER, scripts)


def measured(code: str, title: str) -> Figures:
    figures = figures_of(code)[title]
    assert "error" not in figures, figures["error"]
    return figures


def bad(code: str) -> list[Any]:
    group = pytest.mark.xdist_group(code)
    return [pytest.param(example, id=f"{code}-{example.slug}", marks=group) for example in load().find(code).bad]


@pytest.mark.parametrize("example", bad("ZL103"))
def test_reshuffled_parts_share_rows(example: Example) -> None:
    assert measured("ZL103", example.title)["shared"] > 0.5


@pytest.mark.parametrize("example", bad("ZL103"))
def test_parts_in_one_order_share_none(example: Example) -> None:
    assert measured("ZL103", f"fixed {example.title}")["shared"] == 0


def of_keras(kind: str) -> list[Any]:
    """The examples of ZL102 that train with Keras and measure something."""
    rule = load().find("ZL102")
    examples = rule.bad if kind == "bad" else rule.good
    return [
        pytest.param(each, id=each.slug, marks=pytest.mark.xdist_group("ZL102"))
        for each in examples
        if "import keras" in each.code and "made-up" not in each.title
    ]


@pytest.mark.parametrize("example", of_keras("bad"))
def test_every_tested_row_was_fitted_on(example: Example) -> None:
    assert measured("ZL102", example.title)["tested on training rows"] == 1


@pytest.mark.parametrize("example", of_keras("good"))
def test_no_tested_row_was_fitted_on(example: Example) -> None:
    assert measured("ZL102", example.title)["tested on training rows"] == 0


def scored_on_noise(kind: str) -> list[Any]:
    """The examples of ZL105 that score on labels of pure noise, where one half is the truth."""
    rule = load().find("ZL105")
    examples = rule.bad if kind == "bad" else rule.good
    return [
        pytest.param(each, id=each.slug)
        for each in examples
        if "rng.integers(0, 2" in each.code and "score = " in each.code and "imblearn" not in each.code
    ]


@pytest.mark.parametrize("example", scored_on_noise("bad"))
def test_noise_is_predicted_where_a_selector_saw_the_test_rows(example: Example) -> None:
    assert measured("ZL105", example.title)["score"] > 0.65


@pytest.mark.parametrize("example", scored_on_noise("good"))
def test_noise_is_not_predicted_where_it_did_not(example: Example) -> None:
    assert measured("ZL105", example.title)["score"] < 0.65
