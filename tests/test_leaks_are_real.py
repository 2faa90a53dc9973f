"""What the pages of the leakage rules promise, measured with the real libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zerolint.catalog import load
from zerolint.rulepage import Example

pytestmark = pytest.mark.tensorflow

RUNNER = Path(__file__).with_name("run_leaks.py")
TIME_LIMIT = 400
"""Seconds for all examples of one page; they take about 10 on an idle machine."""


@cache
def figures_of(code: str) -> dict[str, dict[str, Any]]:
    """What the bad examples of a page leak, and their mended texts, measured in one process."""
    scripts = {each.title: each.code for each in load().find(code).bad}
    scripts |= {f"fixed {each.title}": each.fixed for each in load().find(code).bad if each.fixed is not None}
    ran = subprocess.run(
        [sys.executable, str(RUNNER)],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: dict[str, dict[str, Any]] = json.loads(ran.stdout)
    return found


def measured(code: str, title: str) -> dict[str, Any]:
    figures = figures_of(code)[title]
    assert "error" not in figures, figures["error"]
    return figures


def bad(code: str) -> list[Any]:
    return [pytest.param(example, id=f"{code}-{example.slug}") for example in load().find(code).bad]


@pytest.mark.parametrize("example", bad("ZL103"))
def test_reshuffled_parts_share_rows(example: Example) -> None:
    assert measured("ZL103", example.title)["shared"] > 0.5


@pytest.mark.parametrize("example", bad("ZL103"))
def test_parts_in_one_order_share_none(example: Example) -> None:
    assert measured("ZL103", f"fixed {example.title}")["shared"] == 0
