"""Whole scripts whose costs look odd and are right, each of another field: nothing is told, and they train."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

SCRIPTS = sorted((Path(__file__).parent / "right_costs").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda each: each.stem)
def test_nothing_is_told(script: Path) -> None:
    report = check_source(script.name, script.read_bytes(), Settings(select=("ALL",)))
    assert [(finding.code, finding.start.row) for finding in report.findings] == []
    assert report.understanding is not None
    assert report.understanding.sites > 0


@pytest.mark.tensorflow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda each: each.stem)
def test_the_cost_falls(script: Path) -> None:
    """Where the script keeps its costs; two networks that are trained against each other have none that falls."""
    costs = runpy.run_path(str(script)).get("costs")
    assert not costs or costs[-1] < costs[0]
