"""What the tests of projects share."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
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


@pytest.fixture
def typed(monkeypatch) -> Callable[[str], None]:
    """`typed("...")` is what stands on standard input then."""

    def stand(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return stand
