"""The walls of the house: who may import whom, how long things may be, what an idle run may load."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rooms import (
    FILES,
    OUTSIDE,
    PACKAGE,
    PARTS,
    diagram,
    imports_of,
    module_of,
    modules_used_by,
    part_of,
    parts_used_by,
)

EACH = [pytest.param(path, id=path.relative_to(PACKAGE).as_posix()) for path in FILES]
PAGE = Path(__file__).parent.parent / "docs" / "architecture.md"
PICTURE = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- end of rooms -->)", re.DOTALL)
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

ANYTHING = None
MAY_USE: dict[str, set[str] | None] = {
    "": {"ipython"},
    "__main__": {"cli"},
    "errors": set(),
    "source": set(),
    "facts": set(),
    "knowledge": {"facts"},
    "interp": {"source", "knowledge", "facts"},
    "claims": {"facts"},
    # A report of a file carries what the probe is to check: data, made while the facts are there.
    "findings": {"facts", "source", "claims"},
    "queries": {"facts", "findings"},
    "detectors": {"facts", "findings", "queries"},
    "catalog": {"errors", "findings"},
    "settings": {"errors", "findings", "catalog"},
    "suppression": {"errors", "findings", "source", "catalog"},
    "fix": {"errors", "facts", "findings", "interp", "knowledge", "source"},
    # The probe asks about the same pairs of rows, in the same roles, as the detectors.
    "probe": {"", "errors", "facts", "findings", "claims", "queries"},
    "review": {"errors", "source", "findings"},
    "report": {"", "findings", "source", "catalog"},
    "checking": {
        *{"errors", "source", "interp", "facts", "detectors", "findings", "catalog", "settings", "suppression"},
        # While the facts are there: what would fix a finding, and what the probe is to check of it.
        *{"fix", "probe", "claims"},
    },
    "lsp": {
        *{"", "errors", "source", "interp", "findings", "catalog", "settings", "suppression", "checking", "report"},
        # "Fix all" makes the checked rounds of the command line.
        "fix",
        # What a project's baseline knows is no news in its editor either.
        "review",
    },
    "commands": ANYTHING,
    "flake8_plugin": ANYTHING,
    "ipython": ANYTHING,
    "cli": {"errors", "commands", ""},
}
"""Each part, and the other parts it may import; a new part is entered here with its reason in the commit."""

ONLY_IN = {
    "libcst": {"source", "interp", "fix"},
    "tensorflow": {"probe"},
    "keras": {"probe"},
    "tf_keras": {"probe"},
    "rich": set(),
    "lsprotocol": {"lsp"},
    "pygls": {"lsp"},
    "IPython": {"ipython"},
}
"""Who may import these packages."""


@pytest.mark.parametrize("path", EACH)
def test_a_file_imports_only_what_its_part_may_use(path):
    assert part_of(path) in MAY_USE, "a new part: say in MAY_USE what it may import"
    allowed = MAY_USE[part_of(path)]
    if allowed is not ANYTHING:
        assert parts_used_by(path) - {part_of(path)} <= allowed


def test_no_modules_import_each_other_in_a_circle():
    """A module can be understood with those below it."""
    left = {module_of(path): modules_used_by(path) for path in FILES}
    while free := [name for name, used in left.items() if not used & left.keys()]:
        for name in free:
            del left[name]
    # What is left is on a circle, or above one.
    while top := [name for name in left if not any(name in used for used in left.values())]:
        for name in top:
            del left[name]
    assert sorted(left) == []


def test_the_picture_of_the_parts_is_that_of_the_imports(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    fresh = f"```mermaid\n{diagram()}\n```\n"
    if request.config.getoption("--update"):
        PAGE.write_text(PICTURE.sub(lambda _: fresh, text), encoding="utf-8")
        return
    assert PICTURE.findall(text) == [fresh], "refresh it with: pytest tests/test_architecture.py --update"


@pytest.mark.parametrize("part", sorted(PARTS - OUTSIDE))
def test_the_page_says_what_is_in_each_part(part):
    assert re.search(rf"^\|.*`{part}(/|\.py)`.*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", EACH)
def test_heavy_packages_are_imported_where_they_belong_only(path):
    packages = {name.split(".")[0] for name in imports_of(path)}
    assert [name for name in packages & set(ONLY_IN) if part_of(path) not in ONLY_IN[name]] == []


@pytest.mark.parametrize("path", EACH)
def test_a_file_is_short_enough_to_find_one_s_way_in(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", EACH)
def test_a_function_fits_on_a_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", EACH)
def test_no_module_is_a_drawer_for_odds_and_ends(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}


def loaded_after(arguments: list[str], cwd: Path) -> set[str]:
    """The modules in memory when `zerolint ARGUMENTS` has run."""
    program = (
        "import sys\n"
        "from zerolint.cli import main\n"
        f"status = main({arguments!r})\n"
        "print('status', status)\n"
        "print(*sys.modules, sep='\\n')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=cwd, env=environment, check=True
    )
    assert "status 0" in done.stdout, done.stderr
    return set(done.stdout.splitlines())


def test_asking_for_the_version_loads_next_to_nothing(tmp_path):
    loaded = loaded_after(["--version"], tmp_path)
    assert not loaded & {
        "libcst",
        "rich",
        "pathspec",
        "tomli",
        "dataclasses",
        "zerolint.catalog",
        "zerolint.checking.pipeline",
    }


def test_a_run_over_a_tree_that_trains_nothing_loads_no_parser(tmp_path):
    (tmp_path / "tool.py").write_text("import os\n\nprint(os.getcwd())\n")
    (tmp_path / "eda.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    loaded = loaded_after(["."], tmp_path)
    assert "zerolint.checking.pipeline" in loaded
    assert not loaded & {"libcst", "rich", "tensorflow", "keras", "zerolint.interp", "zerolint.knowledge"}
    assert not loaded & {"zerolint.checking.stages", "zerolint.facts", "zerolint.fix"}
    assert not loaded & {"zerolint.review", "zerolint.probe", "zerolint.findings.fingerprint"}


def test_a_script_that_trains_is_read_with_the_parser(tmp_path):
    (tmp_path / "train.py").write_text("import keras\n\noptimizer = keras.optimizers.Adam(learning_rate=0.001)\n")
    loaded = loaded_after(["."], tmp_path)
    assert "libcst" in loaded
    assert not loaded & {"rich", "tensorflow", "keras", "zerolint.fix", "zerolint.review", "zerolint.probe"}
