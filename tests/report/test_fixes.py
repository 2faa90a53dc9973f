"""How each format shows a fix: for people what would change, for programs edits of the file itself."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module

import pytest

from tests.report.test_formats import VALIDATORS
from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.findings.finding import Edit, Fix
from zerolint.report import closing
from zerolint.report.run import Run
from zerolint.settings.formats import module_of
from zerolint.source.location import Point
from zerolint.source.rows import rows_of

SCRIPT = """\
import keras

NAME = "é"; RATE = 0.0
optimizer = keras.optimizers.SGD(
    RATE,
)
"""
CHANGED = SCRIPT.replace("import keras\n", "import keras\nimport os\n").replace("RATE = 0.0", 'RATE = float("0.01")')


def run_of(name: str, text: str, grade: str = "safe", **more) -> Run:
    """A run in which the rate gets a fix of two edits: an import, and an expression with quotes."""
    report = check_source(name, text.encode())
    [finding] = report.findings
    assert report.source is not None
    first = finding.start.text_row - 1
    line = report.source.location(Point(first, 1))
    edits = (Edit(line, line, "import os\n"), Edit(finding.start, finding.end, 'float("0.01")'))
    fix = Fix("take the usual rate", grade, edits)
    return Run([replace(report, findings=(replace(finding, fix=fix),))], load(), 1, **more)


def rendered(format: str, run: Run) -> str:
    text: str = import_module(module_of(format)).render(run)
    return text


@pytest.mark.parametrize(
    ("grade", "unsafe", "mark", "closed"),
    [
        pytest.param("safe", False, True, ["[*] 1 fixable with the `--fix` option."], id="safe"),
        pytest.param("unsafe", True, True, ["[*] 1 fixable with the `--fix` option."], id="unsafe-and-allowed"),
        pytest.param(
            "unsafe",
            False,
            False,
            ["1 fixable with `--fix --unsafe-fixes`; `--diff --unsafe-fixes` shows what would change."],
            id="unsafe",
        ),
    ],
)
def test_a_finding_that_fix_would_mend_is_marked(grade, unsafe, mark, closed):
    run = run_of("train.py", SCRIPT, grade, unsafe_fixes=unsafe)
    assert ("ZL302 [*] learning rate" in rendered("concise", run)) is mark
    assert ("ZL302 [*] learning rate" in rendered("grouped", run)) is mark
    full = rendered("full", run)
    assert full.startswith("ZL302 [*] learning rate") is mark
    assert f"Found 1 finding in 1 file.\n{closed[0]}\n" in full
    assert closing.fixable(run) == closed


def test_full_shows_the_rows_that_would_change():
    shown = """\
help: write a positive learning rate; 0.01 is usual for SGD
fix: take the usual rate (safe)
2 + import os
3 - NAME = "é"; RATE = 0.0
4 + NAME = "é"; RATE = float("0.01")

"""
    assert shown in rendered("full", run_of("train.py", SCRIPT))
    assert shown in rendered("full", run_of("train.ipynb", notebook("x = 1", SCRIPT)))


def test_json_has_the_edits_as_ruff_has_them():
    [row] = json.loads(rendered("json", run_of("train.ipynb", notebook("x = 1", SCRIPT))))
    assert row["fix"] == {
        "applicability": "safe",
        "message": "take the usual rate",
        "edits": [
            {
                "cell": 2,
                "content": "import os\n",
                "location": {"row": 2, "column": 1},
                "end_location": {"row": 2, "column": 1},
            },
            {
                "cell": 2,
                "content": 'float("0.01")',
                "location": {"row": 3, "column": 20},
                "end_location": {"row": 3, "column": 23},
            },
        ],
    }


def offset_of(text: str, row: int, column: int) -> int:
    return sum(len(each) + 1 for each in rows_of(text)[: row - 1]) + column - 1


def sarif_applied(report: str, file: str) -> str:
    [result] = json.loads(report)["runs"][0]["results"]
    [fix] = result["fixes"]
    assert fix["description"]["text"] == "take the usual rate"
    [change] = fix["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        start = offset_of(file, region["startLine"], region["startColumn"])
        end = offset_of(file, region["endLine"], region["endColumn"])
        file = file[:start] + replacement["insertedContent"]["text"] + file[end:]
    return file


def rdjson_applied(report: str, file: str) -> str:
    """Lines and bytes, as reviewdog counts."""
    [diagnostic] = json.loads(report)["diagnostics"]
    [suggestion] = diagnostic["suggestions"]
    lines = file.encode().splitlines(keepends=True)

    def offset(position: dict) -> int:
        return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1

    data = file.encode()
    start, end = (offset(suggestion["range"][name]) for name in ("start", "end"))
    return (data[:start] + suggestion["text"].encode() + data[end:]).decode()


FILES = {
    "script": ("train.py", SCRIPT),
    "notebook": ("train.ipynb", notebook("x = 1", SCRIPT)),
    "minified": ("train.ipynb", json.dumps(json.loads(notebook("x = 1", SCRIPT)))),
    "plain-letters": ("train.ipynb", json.dumps(json.loads(notebook("x = 1", SCRIPT)), ensure_ascii=False, indent=2)),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("format", "applied"), [("sarif", sarif_applied), ("rdjson", rdjson_applied)])
def test_a_fix_taken_from_a_report_changes_the_file_as_it_says(format, applied, file):
    name, text = FILES[file]
    report = rendered(format, run_of(name, text))
    VALIDATORS[format](report)
    changed = applied(report, text)
    if name.endswith(".py"):
        assert changed == CHANGED
        return
    before, after = json.loads(text), json.loads(changed)
    assert "".join(after["cells"][1]["source"]) == CHANGED
    after["cells"][1]["source"] = before["cells"][1]["source"]
    assert before == after
    assert changed.isascii() == text.isascii()


def test_an_annotation_tells_of_the_fix():
    assert "%0Afix: take the usual rate (safe)" in rendered("github", run_of("train.py", SCRIPT))
