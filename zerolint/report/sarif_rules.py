"""Rule pages as SARIF describes rules: what GitHub shows beside an alert, and orders alerts by."""

from __future__ import annotations

from typing import Any

from zerolint.catalog.page import Rule
from zerolint.findings.finding import Certainty, Severity
from zerolint.report import explain
from zerolint.report.ansi import Palette

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PRECISIONS: dict[Certainty, str] = {"proven": "very-high", "likely": "high"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_LONGEST = 1024
"""What GitHub keeps of a description."""


def descriptor(rule: Rule) -> dict[str, Any]:
    """The reportingDescriptor of a rule."""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _description(rule)},
        "help": {"text": explain.text(rule, Palette()), "markdown": explain.markdown(rule)},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["machine-learning", rule.family],
            "precision": _PRECISIONS[rule.certainty],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _description(rule: Rule) -> str:
    """The paragraphs of the rationale that fit; the summary where not even the first does."""
    text = ""
    for paragraph in rule.rationale.split("\n\n"):
        longer = f"{text}\n\n{' '.join(paragraph.split())}".strip()
        if len(longer) > _LONGEST:
            break
        text = longer
    return text or rule.summary
