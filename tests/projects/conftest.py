"""What the tests of projects share."""

from __future__ import annotations

import json
from typing import Any

import pytest


@pytest.fixture
def found(run, project):
    """`found("train.py")` gives the findings of a check as JSON objects."""

    def check(*arguments: str) -> list[dict[str, Any]]:
        status, out, err = run("--isolated", "--output-format", "json", *arguments)
        findings: list[dict[str, Any]] = json.loads(out)
        assert status == bool(findings), err
        return findings

    return check
