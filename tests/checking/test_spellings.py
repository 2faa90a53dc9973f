"""The three mistakes the project was started for, each in many spellings: found at the exact place, silent when mended.

A line of `spellings/CODE/*` that ends in `# expect: CODE@column` is reported there and nowhere else;
`# fixed: ...` is that line mended.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zerolint.catalog.page import expectations
from zerolint.cli import main

FOLDER = Path(__file__).parents[1] / "spellings"
CODES = ("ZL101", "ZL215", "ZL301")
SPELLINGS = sorted(file for file in FOLDER.glob("ZL*/*") if file.suffix in (".py", ".ipynb"))
MENDED = re.compile(r"^([ \t]*)\S.*?# fixed: (.*)$", re.MULTILINE)

Check = Callable[[Path], list[dict[str, Any]]]
spelling = pytest.mark.parametrize("file", SPELLINGS, ids=lambda file: f"{file.parent.name}-{file.stem}")


class Place(NamedTuple):
    """Where a finding is wanted or was made; `notebook_row` is the line of the .ipynb file."""

    code: str
    cell: int | None
    row: int
    column: int | None
    notebook_row: int | None


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the command line on a file and give back its JSON report."""

    def run(file: Path) -> list[dict[str, Any]]:
        status = main(["check", "--isolated", "--quiet", "--output-format", "json", str(file)])
        printed = capsys.readouterr()
        findings: list[dict[str, Any]] = json.loads(printed.out)
        assert (status, printed.err) == (1 if findings else 0, "")
        return findings

    return run


@spelling
def test_mistake_is_found_where_it_is_written(file: Path, check: Check) -> None:
    found = [
        Place(each["code"], each["cell"], each["location"]["row"], each["location"]["column"], each["notebook_row"])
        for each in check(file)
    ]
    assert found == wanted(file)


@spelling
def test_mended_script_is_silent(file: Path, check: Check, tmp_path: Path) -> None:
    mended = tmp_path / file.name
    mended.write_text(mend(file), encoding="utf-8")
    assert check(mended) == []


@pytest.mark.parametrize("code", CODES)
def test_every_mistake_has_a_dozen_spellings_and_a_notebook(code: str) -> None:
    own = [file for file in SPELLINGS if file.parent.name == code]
    assert len(own) >= 12
    assert any(file.suffix == ".ipynb" for file in own)
    assert all([place.code for place in wanted(file)] == [code] for file in own)


def wanted(file: Path) -> list[Place]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return [Place(each.code, None, each.row, each.column, None) for each in expectations(text)]
    cells = json.loads(text)["cells"]
    (notebook_row,) = [row for row, line in enumerate(text.splitlines(), start=1) if "# expect: " in line]
    return [
        Place(each.code, number, each.row, each.column, notebook_row)
        for number, cell in enumerate(cells, start=1)
        for each in expectations("".join(cell["source"]))
    ]


def mend(file: Path) -> str:
    """The file with each `# fixed: ...` in the place of its line."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return MENDED.sub(r"\1\2", text)
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["source"] = MENDED.sub(r"\1\2", "".join(cell["source"])).splitlines(keepends=True)
    return json.dumps(notebook, indent=1)
