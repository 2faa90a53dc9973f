"""The probe's promise, on real TensorFlow: what the pages call bad is confirmed, what they call good never is."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from zerolint.catalog import load
from zerolint.finding import Verdict, key_of
from zerolint.interp import interpret
from zerolint.pipeline import Checker
from zerolint.probe.builders import subjects
from zerolint.probe.claims import Claim, Subject
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits
from zerolint.probe.server import as_verdict
from zerolint.rulepage import Example, Rule
from zerolint.settings import Settings

RULES = [rule for rule in load().rules.values() if rule.probe is not None]
LIGHT = ("ZL101", "ZL102", "ZL103", "ZL105")
"""Rules whose claims are about row numbers and need no TensorFlow."""
LIMITS = Limits(timeout=120.0, jobs=2)


def found_in(rule: Rule, example: Example) -> list[Subject]:
    """What the probe is to check of the findings of a bad example."""
    settings = Settings(select=("ALL",))
    report = Checker(settings, load(), probing=True).check_source("train.py", example.code.encode())
    return [report.subjects[key_of(each)] for each in report.findings if each.code == rule.code]


def in_facts(rule: Rule, example: Example) -> list[Subject]:
    """All that the same claim could be about in a good example, where there is no finding."""
    assert rule.probe is not None
    return subjects(interpret(example.code).facts, rule.probe)


def all_subjects(light: bool) -> Iterator[tuple[tuple[str, str], Subject]]:
    for rule in RULES:
        if (rule.code in LIGHT) != light:
            continue
        for example in rule.bad:
            yield from (((rule.code, example.title), each) for each in found_in(rule, example))
        for example in rule.good:
            yield from (((rule.code, example.title), each) for each in in_facts(rule, example))


def answers_to(claims: list[Claim], light: bool) -> list[Verdict]:
    """The verdicts, asked for once however many processes share the tests: the others wait for the first."""
    together = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if together is None:
        return run(claims, LIMITS)
    file = Path(tempfile.gettempdir()) / f"zerolint-verdicts-{together}-{'rows' if light else 'all'}.json"
    try:
        file.with_suffix(".lock").open("x").close()
    except FileExistsError:
        while not file.exists():
            time.sleep(0.5)
        return [as_verdict(each) for each in json.loads(file.read_text())]
    found = run(claims, LIMITS)
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps([asdict(each) for each in found]))
    partial.replace(file)
    return found


@cache
def verdicts(light: bool) -> dict[tuple[str, str], list[Verdict]]:
    """The verdicts on all examples of all pages, from one import of TensorFlow, or from none."""
    asked = list(all_subjects(light))
    claims = [each.claim for _, each in asked if each.claim is not None]
    answers = iter(answers_to(claims, light))
    found: dict[tuple[str, str], list[Verdict]] = {}
    for name, subject in asked:
        verdict = next(answers) if subject.claim is not None else Verdict("inconclusive", subject.reason)
        found.setdefault(name, []).append(verdict)
    return found


def examples(kind: str) -> list[object]:
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.code}-{example.slug}",
            marks=[] if rule.code in LIGHT else [pytest.mark.tensorflow],
        )
        for rule in RULES
        for example in (rule.bad if kind == "bad" else rule.good)
    ]


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_a_bad_example_is_confirmed(rule: Rule, example: Example) -> None:
    told = verdicts(rule.code in LIGHT)[rule.code, example.title]
    assert [each.text for each in told if each.status != "confirmed"] == []


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_a_good_example_is_not(rule: Rule, example: Example) -> None:
    told = verdicts(rule.code in LIGHT).get((rule.code, example.title), [])
    assert [each.text for each in told if each.status == "confirmed"] == []
    assert all(each.text for each in told), "a reason"
    assert [each.text for each in told if "process" in each.text or "does not run" in each.text] == []


@pytest.mark.parametrize("code", LIGHT)
def test_claims_about_rows_need_no_tensorflow(code: str) -> None:
    found = [subject for (own, _), subject in all_subjects(light=True) if own == code]
    assert any(each.claim is not None for each in found)
    assert all(not each.claim.needs_tensorflow for each in found if each.claim is not None)
