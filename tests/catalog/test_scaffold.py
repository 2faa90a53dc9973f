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
from zerolint.catalog.catalog import folder, read_folder
from zerolint.catalog.codes import RESERVED, RETIRED
from zerolint.catalog.page import FAMILIES, read_examples
from zerolint.catalog.scaffold import find_checkout, start_rule
from zerolint.errors import UserError

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


def test_the_code_is_the_one_behind_all_that_are_given_away(checkout):
    given_away = {*read_folder(checkout / "rules").rules, *RESERVED.values(), *RETIRED}
    last = max(code for code in given_away if code.startswith("ZL3"))
    first = start_rule(checkout, "first-defect", "optimizer", "0.1.0")
    second = start_rule(checkout, "second-defect", "optimizer", "0.1.0")
    assert first.code == f"ZL{int(last[2:]) + 1}"
    assert second.code == f"ZL{int(last[2:]) + 2}"


def test_a_planned_rule_gets_the_code_that_is_reserved_for_it(checkout):
    for page in (checkout / "rules").glob("*-linear-stack.toml"):
        page.unlink()
    module = checkout / "zerolint" / "detectors" / "architecture" / "linear_stack.py"
    module.unlink()
    started = run(checkout, "new-rule", "linear-stack")
    assert started.returncode == 0, started.stderr
    assert "ZL602 linear-stack (family architecture)" in started.stdout
    functions = [node.name for node in ast.parse(module.read_text()).body if isinstance(node, ast.FunctionDef)]
    assert functions == ["linear_stack"]


def test_every_rule_has_the_code_that_is_reserved_for_it():
    rules = read_folder(folder()).rules.values()
    pages = {rule.name: rule.code for rule in rules if rule.family != "linter"}
    assert {name: code for name, code in pages.items() if RESERVED.get(name, code) != code} == {}
    assert [code for code in pages.values() if code in RETIRED] == []
    others = set(pages.items()) - set(RESERVED.items())
    assert [name for name, code in others if code in RESERVED.values()] == []
    assert len(set(RESERVED.values())) == len(RESERVED)
    assert {int(code[2]) for code in RESERVED.values()} <= set(FAMILIES.values())


def test_the_page_is_valid_and_its_todos_are_left_for_the_author(checkout):
    started = start_rule(checkout, "made-up-momentum", "optimizer", "0.1.0")
    rule = read_folder(checkout / "rules").rules[started.code]
    examples = read_examples(rule.path)
    assert (len(examples.bad), len(examples.good)) == (3, 3)
    assert rule.summary.startswith("TODO")


@pytest.mark.parametrize(
    ("name", "family", "complaint"),
    [
        pytest.param("MadeUp", "cost", "name the defect in kebab-case", id="capitals"),
        pytest.param("made_up", "cost", "name the defect in kebab-case", id="underscore"),
        pytest.param("../escape", "cost", "name the defect in kebab-case", id="path"),
        pytest.param("made-up", "costs", "unknown family `costs`; did you mean `cost`?", id="family"),
        pytest.param("made-up", "linter", "unknown family `linter`", id="family-of-our-own"),
        pytest.param("made-up", None, "no code is reserved for `made-up`: give it a --family", id="no-family"),
        pytest.param("ftrl-on-hidden-layers", "cost", "reserved as ZL305, of the family optimizer", id="other-family"),
        pytest.param("mse-for-classification", "cost", "there is a rule `mse-for-classification` already", id="taken"),
    ],
)
def test_a_name_that_will_not_do_writes_nothing(checkout, name, family, complaint):
    before = sorted(checkout.rglob("*"))
    with pytest.raises(UserError, match=re.escape(complaint)):
        start_rule(checkout, name, family, "0.1.0")
    assert sorted(checkout.rglob("*")) == before


def test_outside_a_checkout_it_is_an_error(checkout, tmp_path):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    done = run(checkout, "new-rule", "made-up", cwd=outside)
    assert done.returncode == 2
    assert "is in no checkout of zerolint" in done.stderr
    assert list(outside.iterdir()) == []


def test_a_checkout_is_found_from_inside(checkout):
    assert find_checkout(checkout / "zerolint" / "detectors") == checkout
