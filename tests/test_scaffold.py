"""`zerolint new-rule`: two files, in a checkout, that fit in at once."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zerolint
from zerolint.catalog import folder, read_folder
from zerolint.errors import UserError
from zerolint.rulepage import read_examples
from zerolint.scaffold import find_checkout, start_rule

PACKAGE = Path(zerolint.__file__).parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the package, its pages and its project file."""
    root = tmp_path / "checkout"
    shutil.copytree(PACKAGE, root / "zerolint", ignore=shutil.ignore_patterns("__pycache__", "_rules"))
    shutil.copytree(folder(), root / "rules")
    (root / "pyproject.toml").write_text('[project]\nname = "zerolint"\n')
    return root


def run(checkout: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zerolint", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd or checkout, env=environment)


def test_a_rule_is_started_and_belongs_to_the_house_at_once(checkout):
    started = run(checkout, "new-rule", "made-up-momentum", "--family", "optimizer")
    assert started.returncode == 0, started.stderr
    [page] = (checkout / "rules").glob("ZL3??-made-up-momentum.toml")
    code = page.name[:5]
    assert code in started.stdout
    assert os.path.join("rules", page.name) in started.stdout
    assert code in run(checkout, "rules").stdout
    (checkout / "train.py").write_text("import keras\n\nkeras.optimizers.SGD(learning_rate=0.0)\n")
    checked = run(checkout, "train.py")
    assert (checked.returncode, "ZL302" in checked.stdout) == (1, True), checked.stderr


def test_the_code_is_the_one_behind_the_family_s_last(checkout):
    last = max(code for code in read_folder(checkout / "rules").rules if code.startswith("ZL3"))
    first = start_rule(checkout, "first-defect", "optimizer", "0.1.0")
    second = start_rule(checkout, "second-defect", "optimizer", "0.1.0")
    assert first.code == f"ZL{int(last[2:]) + 1}"
    assert second.code == f"ZL{int(last[2:]) + 2}"


def test_a_family_s_first_rule_brings_its_module(checkout):
    module = checkout / "zerolint" / "detectors" / "architecture.py"
    module.unlink(missing_ok=True)
    for page in (checkout / "rules").glob("ZL6*"):
        page.unlink()
    started = start_rule(checkout, "linear-stack", "architecture", "0.1.0")
    assert (started.code, started.detectors) == ("ZL601", module)
    functions = [node.name for node in ast.parse(module.read_text()).body if isinstance(node, ast.FunctionDef)]
    assert functions == ["linear_stack"]


def test_the_page_is_valid_and_its_todos_are_left_for_the_author(checkout):
    started = start_rule(checkout, "made-up-momentum", "optimizer", "0.1.0")
    rule = read_folder(checkout / "rules").rules[started.code]
    examples = read_examples(rule.path)
    assert (len(examples.bad), len(examples.good)) == (3, 3)
    assert rule.summary.startswith("TODO")


def test_what_stood_in_the_module_still_stands(checkout):
    before = (checkout / "zerolint" / "detectors" / "optimizer.py").read_text()
    started = start_rule(checkout, "made-up-momentum", "optimizer", "0.1.0")
    after = started.detectors.read_text()
    assert after.startswith(before.rstrip("\n"))
    ast.parse(after)


@pytest.mark.parametrize(
    ("name", "family", "complaint"),
    [
        pytest.param("MadeUp", "cost", "name the defect in kebab-case", id="capitals"),
        pytest.param("made_up", "cost", "name the defect in kebab-case", id="underscore"),
        pytest.param("../escape", "cost", "name the defect in kebab-case", id="path"),
        pytest.param("made-up", "costs", "unknown family `costs`; did you mean `cost`?", id="family"),
        pytest.param("made-up", "linter", "unknown family `linter`", id="family-of-our-own"),
        pytest.param("mse-for-classification", "cost", "there is a rule `mse-for-classification` already", id="taken"),
    ],
)
def test_a_name_that_will_not_do_writes_nothing(checkout, name, family, complaint):
    before = sorted((checkout / "rules").iterdir())
    with pytest.raises(UserError, match=re.escape(complaint)):
        start_rule(checkout, name, family, "0.1.0")
    assert sorted((checkout / "rules").iterdir()) == before


def test_outside_a_checkout_it_is_an_error(checkout, tmp_path):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    done = run(checkout, "new-rule", "made-up", cwd=outside)
    assert done.returncode == 2
    assert "is in no checkout of zerolint" in done.stderr
    assert list(outside.iterdir()) == []


def test_a_checkout_is_found_from_inside(checkout):
    assert find_checkout(checkout / "zerolint" / "detectors") == checkout
