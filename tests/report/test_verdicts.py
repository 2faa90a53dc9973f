"""How each format shows what the probe said of a finding."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib import import_module

import pytest

from tests.report.format_readers import READERS
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.findings.finding import Verdict
from zerolint.report import concise, full, sarif
from zerolint.report import json as json_report
from zerolint.report.run import Run
from zerolint.settings.formats import module_of

VERDICT = Verdict("confirmed", "movement 0", {"movement": 0.0, "loss": math.nan}, (0.7, 0.7), (0.7, math.inf))


def probed() -> Run:
    report = check_source("train.py", b"import keras\n\noptimizer = keras.optimizers.SGD(0.0)\n")
    [finding] = report.findings
    return Run([replace(report, findings=(replace(finding, verdict=VERDICT),))], load())


def test_concise_puts_the_verdict_behind_the_message() -> None:
    text = concise.render(probed())
    assert text.endswith("no weight moves [confirmed: movement 0]\n")


def test_full_gives_the_verdict_a_line() -> None:
    text = full.render(probed())
    assert "\nprobe: confirmed: movement 0\nhelp: " in text


def test_json_gives_the_numbers_and_knows_no_nan() -> None:
    text = json_report.render(probed())
    assert "NaN" not in text
    assert "Infinity" not in text
    assert json.loads(text)[0]["verdict"] == {
        "status": "confirmed",
        "text": "movement 0",
        "numbers": {"movement": 0.0, "loss": None},
        "cost": {"written": [0.7, 0.7], "fixed": [0.7, None]},
    }


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json", "json-lines"}))
def test_the_formats_for_programs_put_the_verdict_behind_the_message(name) -> None:
    [found] = READERS[name](import_module(module_of(name)).render(probed()))
    assert "no weight moves [confirmed: movement 0]" in found.message


def test_sarif_gives_the_numbers() -> None:
    text = sarif.render(probed())
    assert "NaN" not in text
    assert json.loads(text)["runs"][0]["results"][0]["properties"]["verdict"]["numbers"] == {
        "movement": 0.0,
        "loss": None,
    }
