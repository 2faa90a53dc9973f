"""The walls of the house: who may import whom, how long things may be, what an idle run may load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import zerolint

PACKAGE = Path(zerolint.__file__).parent
FILES = [
    pytest.param(path, id=path.relative_to(PACKAGE).as_posix())
    for path in sorted(PACKAGE.rglob("*.py"))
    if "__pycache__" not in path.parts
]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

ANYTHING = None
MAY_USE: dict[str, set[str] | None] = {
    "": {"ipython"},
    "__main__": {"cli"},
    "errors": set(),
    "formats": set(),
    "source": set(),
    # What took long to find out, kept between runs by whoever found it.
    "cache": {"errors", "source"},
    "facts": set(),
    "knowledge": {"facts"},
    "interp": {"source", "knowledge", "facts"},
    "remedy": {"facts"},
    "finding": {"facts", "source", "remedy"},
    "detectors": {"facts", "finding", "remedy"},
    "rulepage": {"errors", "finding"},
    "catalog": {"errors", "finding", "rulepage"},
    "settings": {"errors", "finding", "formats", "rulepage", "catalog"},
    "selection": {"catalog", "settings"},
    "schema": {"rulepage", "catalog", "settings"},
    "scaffold": {"errors", "rulepage"},
    # The probe asks about the same pairs of rows, in the same roles, as the detectors.
    "probe": {"errors", "facts", "finding", "detectors", ""},
    # A report carries what the probe is to check: data, made while the facts are there.
    "filereport": {"finding", "source", "probe", "understanding"},
    "understanding": {"source"},
    "fingerprint": {"finding", "filereport", "source"},
    "review": {"errors", "source", "finding", "filereport", "fingerprint"},
    "report": {"", "fingerprint", "facts", "finding", "source", "rulepage", "catalog", "filereport", "understanding"},
    "placing": {"facts", "finding", "source", "report", "understanding"},
    "edits": {"finding"},
    "fix": {"edits", "errors", "facts", "finding", "filereport", "interp", "knowledge", "remedy", "source"},
    # Silencing writes the comments that suppressing reads; the command line and the editors ask it.
    "silencing": {"finding", "filereport", "source"},
    "suppressing": {"errors", "finding", "source", "catalog"},
    "pipeline": ANYTHING,
    "checkers": {"catalog", "pipeline", "settings"},
    "lsp": {
        *{
            "",
            "errors",
            "finding",
            "source",
            "catalog",
            "settings",
            "filereport",
            "report",
            "pipeline",
            "checkers",
            "interp",
            "rulepage",
            "silencing",
            # "Fix all" makes the checked rounds of the command line.
            "fix",
            # What a project's baseline knows is no news in its editor either.
            "review",
        },
    },
    "commands": ANYTHING,
    "flake8_plugin": ANYTHING,
    "ipython": ANYTHING,
    "cli": {"errors", "commands", ""},
}
"""Each part, and the other parts it may import; a new part is entered here with its reason in the commit."""

ONLY_IN = {
    "libcst": {"interp", "fix"},
    "tensorflow": {"probe"},
    "keras": {"probe"},
    "tf_keras": {"probe"},
    "rich": set(),
    "lsprotocol": {"lsp"},
    "pygls": {"lsp"},
    "IPython": {"ipython"},
}
"""Who may import these packages."""


def part_of(path: Path) -> str:
    """The module or package right below `zerolint` that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports_of(path: Path) -> set[str]:
    """Every dotted name that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", FILES)
def test_a_file_imports_only_what_its_part_may_use(path):
    part = part_of(path)
    assert part in MAY_USE, "a new part: say in MAY_USE what it may import"
    allowed = MAY_USE[part]
    known = set(MAY_USE) - {""}
    used = set()
    for name in imports_of(path):
        words = name.split(".")
        if words[0] == "zerolint":
            used.add(words[1] if words[1] in known else "")
    if allowed is not ANYTHING:
        assert used - {part} <= allowed


@pytest.mark.parametrize("path", FILES)
def test_heavy_packages_are_imported_where_they_belong_only(path):
    packages = {name.split(".")[0] for name in imports_of(path)}
    assert [name for name in packages & set(ONLY_IN) if part_of(path) not in ONLY_IN[name]] == []


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_short_enough_to_find_one_s_way_in(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES)
def test_a_function_fits_on_a_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", FILES)
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
    assert not loaded & {"libcst", "rich", "pathspec", "tomli", "dataclasses", "zerolint.catalog", "zerolint.pipeline"}


def test_a_run_over_a_tree_that_trains_nothing_loads_no_parser(tmp_path):
    (tmp_path / "tool.py").write_text("import os\n\nprint(os.getcwd())\n")
    (tmp_path / "eda.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    loaded = loaded_after(["."], tmp_path)
    assert "zerolint.pipeline" in loaded
    assert not loaded & {"libcst", "rich", "tensorflow", "keras", "zerolint.interp", "zerolint.knowledge"}
    assert not loaded & {"zerolint.review", "zerolint.probe", "zerolint.fingerprint"}


def test_a_script_that_trains_is_read_with_the_parser(tmp_path):
    (tmp_path / "train.py").write_text("import keras\n\noptimizer = keras.optimizers.Adam(learning_rate=0.001)\n")
    loaded = loaded_after(["."], tmp_path)
    assert "libcst" in loaded
    assert not loaded & {"rich", "tensorflow", "keras", "zerolint.fix", "zerolint.review", "zerolint.probe"}
