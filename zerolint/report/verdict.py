"""What the probe says of a finding, in the words and the data of reports."""

from __future__ import annotations

import math
from typing import Any

from zerolint.findings.finding import Verdict
from zerolint.report.ansi import printable


def in_brackets(verdict: Verdict) -> str:
    """`[confirmed: prediction spread 0.0]`, to stand behind a message."""
    return f"[{verdict.status}: {printable(verdict.text)}]"


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict for JSON, which has no word for infinity and NaN: these are null."""
    return {
        "status": verdict.status,
        "text": verdict.text,
        "numbers": {name: _number(value) for name, value in verdict.numbers.items()},
        "cost": {
            "written": [_number(each) for each in verdict.written],
            "fixed": [_number(each) for each in verdict.fixed],
        },
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
