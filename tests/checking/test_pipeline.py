"""The pipeline: from bytes to findings, whatever the bytes are and whatever breaks on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import FileReport, check_file, check_source
from zerolint.detectors import implemented
from zerolint.detectors.registry import DETECTORS
from zerolint.facts.places import NOWHERE
from zerolint.findings.finding import Finding, Hit
from zerolint.findings.placing import merge
from zerolint.settings.settings import Settings
from zerolint.source.guard import MAX_CHARACTERS, MAX_DEPTH
from zerolint.source.location import Location
from zerolint.source.statements import NO_STATEMENTS, StatementRows

HEAD = "import keras\n\nmodel = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])\n"
STUCK = HEAD + "model.compile(keras.optimizers.SGD(learning_rate=0.0), loss='mse')\n"
CLIMBS = HEAD + "model.compile(\n    keras.optimizers.SGD(learning_rate=-0.1),\n    loss='mse',\n)\n"


def check(script: str, name: str = "train.py", **settings) -> FileReport:
    return check_source(name, script.encode(), Settings(**settings))


def places(report: FileReport) -> list[tuple[int, int, str]]:
    return [(each.start.row, each.start.column, each.code) for each in report.findings]


def test_a_defect_is_found_at_its_argument():
    report = check(STUCK)
    assert places(report) == [(4, 50, "ZL302")]
    [finding] = report.findings
    assert (finding.filename, finding.severity, finding.certainty) == ("train.py", "error", "proven")
    assert (finding.end.row, finding.end.column) == (4, 53)
    assert load().message(finding) == "learning rate 0 for SGD: no weight moves"


def test_a_defect_of_a_notebook_is_found_in_its_cell():
    report = check(notebook("import keras", STUCK.split("\n", 1)[1]), "train.ipynb")
    [finding] = report.findings
    assert (finding.code, finding.start.cell, finding.start.row, finding.start.column) == ("ZL302", 2, 3, 50)
    text = notebook("import keras", STUCK.split("\n", 1)[1]).splitlines()
    assert "learning_rate=0.0" in text[finding.start.notebook_row - 1]


def test_findings_come_in_the_order_of_the_file():
    both = HEAD + "a = keras.optimizers.SGD(learning_rate=0.0)\nb = keras.optimizers.Adam(learning_rate=1e-10)\n"
    assert [(row, code) for row, _, code in places(check(both))] == [(4, "ZL302"), (5, "ZL301")]


def test_one_defect_seen_through_many_calls_is_one_finding():
    script = """\
import keras

def optimizer():
    return keras.optimizers.SGD(learning_rate=0.0)

first = optimizer()
second = optimizer()
"""
    assert places(check(script)) == [(4, 47, "ZL302")]


def test_a_file_that_no_rule_concerns_is_dismissed_unparsed():
    report = check("def (: this is not Python")
    assert report == FileReport("train.py")


def test_a_file_that_does_not_parse_says_where():
    report = check("import keras\nmodel = keras.Sequential(\n")
    assert places(report) == [(2, 25, "ZL001")]
    assert not report.failed


def test_what_libcst_alone_refuses_names_libcst():
    report = check(STUCK + "try:\n    x\nexcept:\n    y\nexcept ValueError:\n    z\n")
    assert [code for _, _, code in places(report)] == ["ZL001"]
    assert report.findings[0].data["reason"].startswith("libcst, which reads it for zerolint, says: The bare except")
    assert not report.failed


def test_a_cell_that_does_not_parse_does_not_hide_the_others():
    report = check(notebook("import keras", "def (:", STUCK.split("\n", 1)[1]), "train.ipynb")
    assert [(each.code, each.start.cell) for each in report.findings] == [("ZL001", 2), ("ZL302", 3)]


@pytest.mark.parametrize("folder", ["", "course/week 1"])
def test_an_empty_notebook_is_a_finding_and_an_empty_script_is_not(tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in ("a.ipynb", "a.py"):
        (tmp_path / folder / name).touch()
    report = check_file(tmp_path / folder / "a.ipynb")
    assert places(report) == [(1, 1, "ZL002")]
    assert load().message(report.findings[0]) == "cannot be read: the file is empty, and a notebook is a JSON object"
    assert check_file(tmp_path / folder / "a.py").findings == ()
    assert check_source("untitled.ipynb", b"").findings == ()


def test_a_file_that_is_missing_is_a_finding(tmp_path):
    report = check_file(tmp_path / "absent.py")
    assert places(report) == [(1, 1, "ZL002")]
    assert load().message(report.findings[0]) == "cannot be read: no such file"


@pytest.mark.parametrize("name", ["train.py", "train.ipynb"])
def test_a_pointer_of_git_lfs_is_no_clean_file(name):
    report = check(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d' * 32}\nsize 12345\n", name)
    assert places(report) == [(1, 1, "ZL002")]
    assert "`git lfs pull`" in load().message(report.findings[0])


def test_a_file_too_large_to_analyse_says_so():
    report = check("import keras\n" + "#" * MAX_CHARACTERS)
    assert [code for _, _, code in places(report)] == ["ZL006"]


OVERLAP = """\
import numpy as np

X = np.random.rand(100, 4)
X_train = X[:80]
X_test = X[
    60:
]
model.fit(X_train, X_train)
model.evaluate(X_test, X_test)
"""


def test_a_message_quotes_the_code_and_names_the_line_of_another_place():
    [finding] = check(OVERLAP).findings
    assert "X[ 60: ] and X[:80] on line 4 share" in load().message(finding)


def test_a_message_names_the_cell_of_another_place_in_a_notebook():
    head, tail = OVERLAP.split("X_test", 1)
    [finding] = check(notebook(head, "X_test" + tail), "x.ipynb").findings
    assert (finding.start.cell, finding.start.row) == (2, 1)
    assert "X[:80] on cell 1, line 4 share" in load().message(finding)


def test_understanding_is_reported_of_files_that_were_analysed():
    fitted = STUCK.replace("0.0", "0.1") + "model.fit(unknown_x, unknown_y)\n"
    report = check(fitted)
    assert report.understanding is not None
    assert (report.understanding.trains, report.understanding.sites) == (True, 1)


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        pytest.param("# zerolint: ignore[ZL302] on purpose", True, id="code"),
        pytest.param("# zerolint: ignore[non-positive-learning-rate]", True, id="name"),
        pytest.param("# zerolint: ignore[ZL3]", True, id="prefix"),
        pytest.param("# zerolint: ignore", True, id="everything"),
        pytest.param("# noqa: ZL302", True, id="noqa"),
        pytest.param("# noqa", True, id="blanket-noqa"),
        pytest.param("# zerolint: ignore[ZL301]", False, id="other-code"),
        pytest.param("# noqa: E501", False, id="noqa-of-others"),
    ],
)
def test_a_comment_on_the_line_suppresses(comment, silent):
    assert (check(STUCK.rstrip("\n") + f"  {comment}\n").findings == ()) is silent


@pytest.mark.parametrize("row", [4, 5, 6, 7])
def test_a_comment_on_any_line_of_the_statement_suppresses(row):
    lines = CLIMBS.splitlines()
    lines[row - 1] += "  # zerolint: ignore[ZL302] ascent"
    assert check(CLIMBS).findings
    assert check("\n".join(lines)).findings == ()


def test_a_whole_file_can_be_left_alone():
    assert check("# zerolint: file-ignore\n" + STUCK) == FileReport("train.py")
    assert check("# zerolint: file-ignore[ZL302]\n" + STUCK).findings == ()
    assert check("# zerolint: file-ignore[ZL301]\n" + STUCK).findings


def test_the_settings_change_a_severity():
    assert [each.severity for each in check(STUCK, severities={"ZL302": "warning"}).findings] == ["warning"]
    assert [each.severity for each in check(STUCK, severities={"ZL302": "info"}).findings] == ["info"]
    shown = check(STUCK, severities={"ZL302": "info"}, extend_select=("ZL302",)).findings
    assert [each.severity for each in shown] == ["info"]


def test_an_option_of_a_rule_reaches_its_detector():
    slow = HEAD + "model.compile(keras.optimizers.SGD(learning_rate=0.004), loss='mse')\n"
    assert check(slow).findings == ()
    assert places(check(slow, options={"ZL301": {"threshold": 0.01}})) == [(4, 50, "ZL301")]


@pytest.mark.parametrize(
    ("glob", "silent"),
    [
        pytest.param("tests/", True, id="folder"),
        pytest.param("tests/*.py", True, id="path"),
        pytest.param("*_fit.py", True, id="file-name"),
        pytest.param("tests/**", True, id="all-below"),
        pytest.param("src/", False, id="other-folder"),
        pytest.param("fit.py", False, id="part-of-a-name"),
        pytest.param("!src/", True, id="outside-a-folder"),
        pytest.param("!/src/**/*.py", True, id="no-such-path"),
        pytest.param("!*.ipynb", True, id="another-file-type"),
        pytest.param("!tests/", False, id="inside-the-folder"),
        pytest.param("!*_fit.py", False, id="its-own-name"),
        pytest.param("!tests/*", False, id="its-own-path"),
        pytest.param(r"\!tests", False, id="a-name-with-an-exclamation-mark"),
    ],
)
def test_rules_are_ignored_in_the_files_that_a_glob_names(tmp_path, glob, silent):
    folder = tmp_path / "tests"
    folder.mkdir()
    script = folder / "test_fit.py"
    script.write_text(STUCK)
    settings = Settings(root=tmp_path, per_file_ignores={glob: ("ZL3",)})
    assert (check_file(script, settings).findings == ()) is silent


def test_a_file_outside_the_project_is_in_none_of_its_folders(tmp_path):
    script = tmp_path / "train.py"
    script.write_text(STUCK)
    (tmp_path / "project").mkdir()
    named, others = ({glob: ("ALL",)} for glob in ("src/", "!src/"))
    assert check_file(script, Settings(root=tmp_path / "project", per_file_ignores=named)).findings
    assert not check_file(script, Settings(root=tmp_path / "project", per_file_ignores=others)).findings


def breaking(facts, options):
    yield Hit(at=NOWHERE, data={})
    raise ValueError("no such\nthing")


def test_a_detector_that_breaks_is_named_and_the_others_go_on(monkeypatch):
    assert "ZL301" in implemented()
    monkeypatch.setitem(DETECTORS, "ZL301", breaking)
    report = check(STUCK)
    assert report.failed
    assert sorted(each.code for each in report.findings) == ["ZL005", "ZL302"]
    internal = next(each for each in report.findings if each.code == "ZL005")
    assert load().message(internal) == "internal error while asking the rule ZL301: ValueError: no such thing"


@pytest.mark.parametrize(
    ("comment", "settings"),
    [
        pytest.param("# zerolint: ignore[ZL005]", {}, id="comment"),
        pytest.param("", {"ignore": ("ZL005", "ZL302")}, id="ignore"),
        pytest.param("", {"select": ("ZL301",)}, id="select-of-others"),
        pytest.param("", {"per_file_ignores": {"*.py": ("ALL",)}}, id="per-file-ignores"),
    ],
)
def test_an_internal_error_cannot_be_hidden(monkeypatch, comment, settings):
    implemented()
    monkeypatch.setitem(DETECTORS, "ZL301", breaking)
    report = check(f"import os  {comment}\n{STUCK}", **settings)
    assert report.failed
    assert "ZL005" in [each.code for each in report.findings]


def test_a_file_that_breaks_a_rule_can_still_be_left_alone(monkeypatch):
    implemented()
    monkeypatch.setitem(DETECTORS, "ZL301", breaking)
    assert check("# zerolint: file-ignore\n" + STUCK) == FileReport("train.py")


def found(code: str, row: int, column: int = 1, certainty: str = "proven") -> Finding:
    at = Location(row, column, row)
    return Finding(code, "train.py", at, at, "error", certainty)


@pytest.mark.parametrize(
    ("findings", "left"),
    [
        pytest.param([found("ZL201", 3), found("ZL215", 3)], ["ZL201"], id="same-place"),
        pytest.param([found("ZL215", 5, 9), found("ZL201", 3, 2)], ["ZL201"], id="same-statement"),
        pytest.param([found("ZL215", 7), found("ZL201", 3)], ["ZL201", "ZL215"], id="another-statement"),
        pytest.param([found("ZL301", 3), found("ZL215", 3)], ["ZL215", "ZL301"], id="not-superseded"),
    ],
)
def test_the_more_specific_rule_speaks_where_two_see_one_mistake(findings, left):
    statements = StatementRows((3, 7), (6, 7))
    supersedes = {"ZL201": ("ZL215",)}
    settled = merge(findings, lambda code: supersedes.get(code, ()), {"train.py": statements})
    assert [each.code for each in settled] == left


def test_what_is_proven_once_is_proven():
    settled = merge(
        [found("ZL301", 3, 5, "likely"), found("ZL301", 3, 5)], lambda code: (), {"train.py": NO_STATEMENTS}
    )
    assert [(each.code, each.certainty) for each in settled] == [("ZL301", "proven")]


def test_a_hidden_suppression_complaint_shows_when_selected():
    idle = HEAD + "model.compile('adam', loss='mse')  # zerolint: ignore[ZL302]\n"
    assert check(idle).findings == ()
    assert [each.code for each in check(idle, extend_select=("ZL003",)).findings] == ["ZL003"]


def test_a_suppression_of_a_rule_that_is_off_is_no_idle_one():
    idle = HEAD + "model.compile('adam', loss='mse')  # zerolint: ignore[ZL302]\n"
    assert check(idle, extend_select=("ZL003",), ignore=("ZL302",)).findings == ()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"import keras\n\x00", id="null-byte"),
        pytest.param(b"import keras\n# \xff\xfe", id="not-utf-8"),
        pytest.param(b"\xff\xfei\x00m\x00", id="utf-16"),
        pytest.param(
            b'{"cells": [{"cell_type": "code", "source": 3}], "keras": 1}', id="notebook-with-a-number-for-code"
        ),
        pytest.param(b'{"keras"', id="notebook-cut-off"),
        pytest.param(b"", id="empty"),
        pytest.param(b"import keras\r\n\r\nx = keras\r", id="line-ends"),
        pytest.param(b"import keras; " + b"+".join([b"a"] * (MAX_DEPTH + 1)), id="deep"),
    ],
)
@pytest.mark.parametrize("name", ["x.py", "x.ipynb"])
def test_whatever_the_bytes_are_zerolint_does_not_break(name, data):
    report = check_source(name, data)
    assert not report.failed
    assert {each.code for each in report.findings} <= {"ZL001", "ZL006"}


def test_a_path_is_shown_as_it_was_given(tmp_path, monkeypatch):
    (tmp_path / "train.py").write_text(STUCK)
    monkeypatch.chdir(tmp_path)
    assert check_file(Path("train.py")).findings[0].filename == "train.py"
