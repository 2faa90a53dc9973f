"""The examples of the rule pages, checked: what is marked is reported, nothing else is; all rules are on."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example, Rule, expectations, placeholders
from zerolint.checking.pipeline import FileReport, check_source
from zerolint.findings.finding import Finding
from zerolint.settings.settings import Settings

RULES = list(load().rules.values())


def cases(family: str, *kinds: str):
    """The examples of these kinds on the pages of a family."""
    return [
        pytest.param(rule, example, id=f"{rule.code}-{example.kind}-{example.slug}")
        for rule in RULES
        if rule.family == family
        for example in (*rule.bad, *rule.good, *rule.known)
        if example.kind in kinds
    ]


def check(rule: Rule, script: str) -> FileReport:
    """Check a script of the rule's page; an info rule is selected on its own page."""
    selected = (rule.code,) if rule.severity == "info" else ()
    return check_source(f"{rule.name}.py", script.encode(), Settings(extend_select=selected))


LONGEST = 120
"""Characters of a message: a line of a terminal, behind the place."""


def assert_as_marked(rule: Rule, example: Example) -> FileReport:
    report = check(rule, example.code)
    expected = expectations(example.code)
    pinned = {(each.row, each.code) for each in expected if each.column is not None}
    found = sorted(
        (finding.start.row, finding.code, finding.start.column if place(finding) in pinned else None)
        for finding in report.findings
    )
    assert found == sorted((each.row, each.code, each.column) for each in expected), numbered(example.code)
    return report


def assert_readable(report: FileReport) -> None:
    messages = [load().message(finding) for finding in report.findings]
    assert [message for message in messages if len(message) > LONGEST] == []


def place(finding: Finding) -> tuple[int, str]:
    return finding.start.row, finding.code


def numbered(script: str) -> str:
    return "\n" + "\n".join(f"{row:4d}  {line}" for row, line in enumerate(script.splitlines(), start=1))


def comes_out_as_said(rule: Rule, example: Example) -> None:
    if example.kind in ("bad", "good"):
        assert_readable(assert_as_marked(rule, example))
        return
    # A known mistake that comes out right moves to the bad or the good examples.
    with pytest.raises(AssertionError):
        assert_as_marked(rule, example)


def fills_every_field(rule: Rule, example: Example) -> None:
    """The detector fills every field of the message and the advice."""
    findings = [finding for finding in check(rule, example.code).findings if finding.code == rule.code]
    wanted = placeholders(rule.message) | placeholders(rule.advice)
    assert findings
    assert [wanted - set(finding.data) for finding in findings] == [set()] * len(findings)


def is_fixed(rule: Rule, example: Example) -> None:
    """The fixed text of a bad example is no longer reported."""
    assert rule.code not in [finding.code for finding in check(rule, example.fixed).findings]
