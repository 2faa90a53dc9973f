"""The probe's promise, on real TensorFlow: what the pages call bad is confirmed, what they call good never is."""

from __future__ import annotations

import fcntl
import json
import os
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example, Rule
from zerolint.checking.pipeline import Checker
from zerolint.claims.claim import Claim, Subject
from zerolint.findings.finding import Verdict, key_of
from zerolint.interp import interpret
from zerolint.probe.builders import subjects
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits
from zerolint.probe.line_references import placed
from zerolint.probe.server import as_verdict
from zerolint.settings.settings import Settings

RULES = [rule for rule in load().rules.values() if rule.probe is not None]
LIGHT = ("ZL101", "ZL102", "ZL103", "ZL105", "ZL108", "ZL109", "ZL110", "ZL111", "ZL115", "ZL116", "ZL117")
"""Rules whose claims are about row numbers and need no TensorFlow."""
PAGE = Path(__file__).parents[2] / "docs" / "probe.md"
TABLE = re.compile(r"(?<=<!-- verdicts -->\n).*?(?=<!-- end of verdicts -->)", re.S)
LIMITS = Limits(timeout=120.0, jobs=2)


def found_in(rule: Rule, example: Example) -> list[Subject]:
    """What the probe is to check of the findings of a bad example."""
    settings = Settings(select=("ALL",))
    report = Checker(settings, load(), probing=True).check_source("train.py", example.code.encode())
    return [report.subjects[key_of(each)] for each in report.findings if each.code == rule.code]


def in_facts(rule: Rule, example: Example) -> list[Subject]:
    """All that the same claim could be about in a good example, where there is no finding."""
    assert rule.probe is not None
    found = subjects(interpret(example.code).facts, rule.probe)
    return list(placed(dict(enumerate(found)), {}).values())


def all_subjects(light: bool) -> Iterator[tuple[tuple[str, str], Subject]]:
    for rule in RULES:
        if (rule.code in LIGHT) != light:
            continue
        for example in rule.bad:
            yield from (((rule.code, example.title), each) for each in found_in(rule, example))
        for example in rule.good:
            yield from (((rule.code, example.title), each) for each in in_facts(rule, example))


def answers_to(claims: list[Claim], name: str) -> list[tuple[Verdict, float]]:
    """The verdicts, asked for once however many processes share the tests: the others wait for the first."""
    together = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if together is None:
        return timed(claims)
    file = Path(tempfile.gettempdir()) / f"zerolint-verdicts-{together}-{name}.json"
    with file.open("a+") as shared:
        fcntl.flock(shared, fcntl.LOCK_EX)
        shared.seek(0)
        if text := shared.read():
            return [(as_verdict(each), seconds) for each, seconds in json.loads(text)]
        found = timed(claims)
        shared.write(json.dumps([(asdict(each), seconds) for each, seconds in found]))
    return found


def timed(claims: list[Claim]) -> list[tuple[Verdict, float]]:
    """The verdicts with the processor seconds of each."""
    took = [0.0] * len(claims)

    def done(number: int, _: Verdict, seconds: float) -> None:
        took[number] = seconds

    return list(zip(run(claims, LIMITS, done), took, strict=True))


@cache
def answers(light: bool) -> dict[tuple[str, str], list[tuple[Verdict, float | None]]]:
    """The verdicts on all examples of all pages, from one import of TensorFlow, or from none."""
    asked = list(all_subjects(light))
    told = iter(answers_to([each.claim for _, each in asked if each.claim is not None], f"pages-{light}"))
    found: dict[tuple[str, str], list[tuple[Verdict, float | None]]] = {}
    for name, subject in asked:
        answer = (Verdict("inconclusive", subject.reason), None) if subject.claim is None else next(told)
        found.setdefault(name, []).append(answer)
    return found


def verdicts(rule: Rule, example: Example) -> list[Verdict]:
    """What the probe says of an example, once for each thing that the rule's claim could be about."""
    return [verdict for verdict, _ in answers(rule.code in LIGHT).get((rule.code, example.title), [])]


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
    told = verdicts(rule, example)
    assert told
    assert [each.text for each in told if each.status != "confirmed"] == []


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_a_good_example_is_not(rule: Rule, example: Example) -> None:
    told = verdicts(rule, example)
    assert [each.text for each in told if each.status == "confirmed"] == []
    assert all(each.text for each in told), "a reason"
    assert [each.text for each in told if "process" in each.text or "TensorFlow" in each.text] == []


@pytest.mark.parametrize("code", LIGHT)
def test_claims_about_rows_need_no_tensorflow(code: str) -> None:
    found = [subject for (own, _), subject in all_subjects(light=True) if own == code]
    assert any(each.claim is not None for each in found)
    assert all(not each.claim.needs_tensorflow for each in found if each.claim is not None)


def table() -> str:
    """What the examples of each page give, and why a good one is inconclusive."""
    lines = ["| rule | claim | bad examples | good examples | seconds |", "|---|---|---|---|---|"]
    reasons = []
    for rule in RULES:
        assert rule.probe is not None
        told = [answers(rule.code in LIGHT).get((rule.code, each.title), []) for each in (*rule.bad, *rule.good)]
        seconds = statistics.median(each for answer in told for _, each in answer if each is not None)
        counts = [counted(rule, kind) for kind in (rule.bad, rule.good)]
        lines.append(f"| {rule.code} {rule.name} | {rule.probe['kind']} | {counts[0]} | {counts[1]} | {seconds:.2f} |")
        for example in rule.good:
            open_ones = dict.fromkeys(each.text for each in verdicts(rule, example) if each.status == "inconclusive")
            reasons += [f"- {rule.code}, {example.title}: {reason}" for reason in open_ones]
    return "\n".join([*lines, "", "Why good examples are inconclusive:", "", *reasons]) + "\n"


def counted(rule: Rule, examples: tuple[Example, ...]) -> str:
    """How many verdicts of each kind there are: `5 confirmed`; examples without anything to claim are told apart."""
    told = [verdicts(rule, each) for each in examples]
    found = Counter(verdict.status for each in told for verdict in each)
    words = [f"{found[status]} {status}" for status in ("confirmed", "refuted", "inconclusive") if found[status]]
    nothing = sum(not each for each in told)
    return ", ".join([*words, *([f"{nothing} with nothing to claim"] if nothing else [])])


def without_seconds(text: str) -> str:
    return re.sub(r"\| [\d.]+ \|$", "|", text, flags=re.M)


@pytest.mark.tensorflow
def test_the_table_of_the_docs_is_fresh(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    fresh = TABLE.sub(lambda _: table(), text)
    if request.config.getoption("--update"):
        PAGE.write_text(fresh, encoding="utf-8")
        return
    assert without_seconds(text) == without_seconds(fresh), (
        "refresh it with: pytest tests/probe/test_promise.py --update"
    )
