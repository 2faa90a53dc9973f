"""The probe on other spellings than the pages': a defect is confirmed, what is innocent never is."""

from __future__ import annotations

from functools import cache

import pytest

from tests.architecture import test_linear_stack, test_missing_flatten
from tests.checking import test_idioms
from tests.leakage import test_spellings
from tests.numerics import test_unguarded_logarithm
from tests.probe.test_promise import answers_to
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.claims.claim import Subject
from zerolint.findings.finding import Verdict, key_of
from zerolint.interp import interpret
from zerolint.probe.builders import subjects
from zerolint.settings.settings import Settings

Spelling = tuple[str, str, str]
"""A rule, the name of a script, and its text."""

DEFECTS = {
    "ZL102": (test_spellings, "REUSED"),
    "ZL103": (test_spellings, "RESHUFFLED"),
    "ZL105": (test_spellings, "FITTED_BEFORE"),
    "ZL301": (test_idioms, "RATES"),
    "ZL402": (test_unguarded_logarithm, "REACHES"),
    "ZL601": (test_missing_flatten, "ON_A_MAP"),
    "ZL602": (test_linear_stack, "COLLAPSING"),
}
INNOCENT = {
    "ZL101": (test_idioms, "DISJOINT"),
    "ZL102": (test_spellings, "NOT_REUSED"),
    "ZL103": (test_spellings, "IN_ONE_ORDER"),
    "ZL105": (test_spellings, "FITTED_ON_TRAINING_ROWS"),
    "ZL402": (test_unguarded_logarithm, "STAYS_ABOVE"),
    "ZL601": (test_missing_flatten, "FITTING"),
    "ZL602": (test_linear_stack, "PURPOSEFUL"),
}
LIGHT = ("ZL101", "ZL102", "ZL103", "ZL105")
OPEN = {
    "folds": "64 rows of 4 columns are too few to select from",
    "cross-validation": "64 rows of 4 columns are too few to select from",
    "decaying schedule": "schedules are not rebuilt",
    "a closure": "an array of factors is taken for rows",
    "the number of the right class": "tf.one_hot is not rebuilt",
    "a softmax inside the cost": "it is over one unit, and so its logarithm is 0",
    "a gradient by hand": "part of the cost is cut off, and may hold an activation",
    "only pooling is nonlinear": "the map is smaller than the kernel, in the script as well",
    **dict.fromkeys(
        (
            "chosen by the labels",
            "chosen by the labels, or the complement",
            "chosen by the labels in a factory",
            "chosen by keras.ops",
            "chosen by the backend",
        ),
        "a choice by a condition is not rebuilt",
    ),
    **dict.fromkeys(
        (
            "a graph with sparse labels",
            "a graph with one-hot labels",
            "a graph in functions",
            "a graph for yes or no",
        ),
        "the claim about a map is made for losses of `compile` alone",
    ),
}
"""Defects without a confirmation, and why."""
TRUE = {
    "a sigmoid written out": "its complement does reach 0; the rule does not see it",
    **dict.fromkeys(
        ("a layer that three steps share", "one layer twice in a Sequential", "a filter that is applied again"),
        "linear it is, on purpose: one layer that is run again is no stack of layers",
    ),
}
"""What is silent in zerolint and confirmed all the same."""


def spellings(sets: dict[str, tuple[object, str]]) -> list[object]:
    found = []
    for code, (module, name) in sets.items():
        for title, script in getattr(module, name).items():
            text = module.HEAD + (script if isinstance(script, str) else script[0]) + "\n"  # type: ignore[attr-defined]
            marks = [] if code in LIGHT else [pytest.mark.tensorflow]
            found.append(pytest.param((code, title, text), id=f"{code}-{title}", marks=marks))
    return found


def found_in(spelling: Spelling) -> list[Subject]:
    code, _, text = spelling
    report = Checker(Settings(select=("ALL",)), load(), probing=True).check_source("train.py", text.encode())
    return [report.subjects[key_of(each)] for each in report.findings if each.code == code]


def in_facts(spelling: Spelling) -> list[Subject]:
    probe = load().rules[spelling[0]].probe
    assert probe is not None
    return subjects(interpret(spelling[2]).facts, probe)


@cache
def verdicts(light: bool) -> dict[tuple[str, Spelling], list[Verdict]]:
    """What the probe says of each script, from one import of TensorFlow, or from none."""
    kinds = {"defects": (DEFECTS, found_in), "innocent": (INNOCENT, in_facts)}
    asked = [
        ((kind, spelling), subject)
        for kind, (sets, ask) in kinds.items()
        for spelling in (each.values[0] for each in spellings(sets))  # type: ignore[attr-defined]
        if (spelling[0] in LIGHT) == light
        for subject in ask(spelling)
    ]
    told = iter(answers_to([subject.claim for _, subject in asked if subject.claim is not None], f"spellings-{light}"))
    found: dict[tuple[str, Spelling], list[Verdict]] = {}
    for name, subject in asked:
        verdict = Verdict("inconclusive", subject.reason) if subject.claim is None else next(told)[0]
        found.setdefault(name, []).append(verdict)
    return found


@pytest.mark.parametrize("spelling", spellings(DEFECTS))
def test_a_defect_is_confirmed(spelling: Spelling) -> None:
    told = verdicts(spelling[0] in LIGHT)["defects", spelling]
    left = [each.text for each in told if each.status != "confirmed"]
    assert bool(left) == (spelling[1] in OPEN), left


@pytest.mark.parametrize("spelling", spellings(INNOCENT))
def test_what_is_innocent_is_not_confirmed(spelling: Spelling) -> None:
    told = verdicts(spelling[0] in LIGHT).get(("innocent", spelling), [])
    confirmed = [each.text for each in told if each.status == "confirmed"]
    assert bool(confirmed) == (spelling[1] in TRUE), confirmed
