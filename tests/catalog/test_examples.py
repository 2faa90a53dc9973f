"""Every example of every page: what is marked is reported, nothing else is; all rules are on."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example, Rule, expectations, placeholders
from zerolint.checking.pipeline import FileReport, check_source
from zerolint.findings.finding import Finding
from zerolint.settings.settings import Settings

RULES = list(load().rules.values())


def cases(*kinds: str):
    return [
        pytest.param(rule, example, id=f"{rule.code}-{example.kind}-{example.slug}")
        for rule in RULES
        for example in (*rule.bad, *rule.good, *rule.known)
        if example.kind in kinds
    ]


def check(rule: Rule, script: str) -> FileReport:
    """Check a script of the rule's page; an info rule is selected on its own page."""
    selected = (rule.code,) if rule.severity == "info" else ()
    return check_source(f"{rule.name}.py", script.encode(), Settings(extend_select=selected))


def assert_as_marked(rule: Rule, example: Example) -> None:
    report = check(rule, example.code)
    expected = expectations(example.code)
    pinned = {(each.row, each.code) for each in expected if each.column is not None}
    found = sorted(
        (finding.start.row, finding.code, finding.start.column if place(finding) in pinned else None)
        for finding in report.findings
    )
    assert found == sorted((each.row, each.code, each.column) for each in expected), numbered(example.code)


def place(finding: Finding) -> tuple[int, str]:
    return finding.start.row, finding.code


def numbered(script: str) -> str:
    return "\n" + "\n".join(f"{row:4d}  {line}" for row, line in enumerate(script.splitlines(), start=1))


@pytest.mark.parametrize(("rule", "example"), cases("bad", "good", "false-negative", "false-positive"))
def test_an_example_is_reported_where_it_is_marked_and_nowhere_else(rule, example):
    if example.kind in ("bad", "good"):
        assert_as_marked(rule, example)
        return
    # A known mistake that comes out right moves to the bad or the good examples.
    with pytest.raises(AssertionError):
        assert_as_marked(rule, example)


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_the_detector_fills_every_field_of_the_message_and_the_advice(rule, example):
    findings = [finding for finding in check(rule, example.code).findings if finding.code == rule.code]
    wanted = placeholders(rule.message) | placeholders(rule.advice)
    assert findings
    assert [wanted - set(finding.data) for finding in findings] == [set()] * len(findings)


@pytest.mark.parametrize(("rule", "example"), [case for case in cases("bad") if case.values[1].fixed is not None])
def test_the_fixed_text_of_a_bad_example_is_no_longer_reported(rule, example):
    assert rule.code not in [finding.code for finding in check(rule, example.fixed).findings]
