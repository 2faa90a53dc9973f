"""The report formats: what a reader, an editor and a program get."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys

import pytest

from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.findings.file_report import FileReport
from zerolint.report import concise, explain, full, statistics
from zerolint.report import json as json_report
from zerolint.report.ansi import Palette, printable, wants_color
from zerolint.report.frame import Gutter, frame
from zerolint.report.run import Run
from zerolint.settings.settings import Settings
from zerolint.source.location import Point
from zerolint.source.read import read_source

CATALOG = load()
PLAIN = Palette()
SCRIPT = """\
import keras

RATE = 0.0

model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(RATE)
model.compile(optimizer, loss="mse")
model.fit(features, prices)
"""


def report_of(script: str, name: str = "train.py", **settings) -> FileReport:
    return check_source(name, script.encode(), Settings(**settings))


def run_of(*reports: FileReport, **more) -> Run:
    return Run(reports, CATALOG, **more)


def test_concise_is_one_line_a_finding():
    text = concise.render(run_of(report_of(SCRIPT)))
    assert text == "train.py:3:8: ZL302 learning rate 0 for SGD: no weight moves\n"


def test_concise_names_the_cell_of_a_notebook():
    text = concise.render(run_of(report_of(notebook("%load_ext x", SCRIPT), "train.ipynb")))
    assert text == "train.ipynb:cell 2:3:8: ZL302 learning rate 0 for SGD: no weight moves\n"


def test_nothing_found_is_no_text():
    assert concise.render(run_of(report_of("x = 1"))) == ""


def test_full_shows_code_reasons_advice_and_what_was_understood():
    assert (
        full.render(run_of(report_of(SCRIPT)))
        == """\
ZL302 learning rate 0 for SGD: no weight moves
 --> train.py:3:8 non-positive-learning-rate (error)
  |
1 | import keras
2 |
3 | RATE = 0.0
  |        ^^^
4 |
5 | model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
  |
because: line 6: SGD takes it as its learning rate
6 | optimizer = keras.optimizers.SGD(RATE)
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write a positive learning rate; 0.01 is usual for SGD

Found 1 finding in 1 file.
1 of 1 file trains a model; 0 of 1 training site understood.
Not understood, by reason:
    1  rows: the name features
Not understood, by place:
  train.py:8:1: rows: the name features (line 8)
"""
    )


def test_full_stays_in_the_cell_and_shows_the_user_s_own_text():
    cells = notebook("import keras", "%time\nkeras.optimizers.SGD(\n\tlearning_rate=0.0)", "after = 1")
    assert full.render(run_of(report_of(cells, "train.ipynb"))).startswith("""\
ZL302 learning rate 0 for SGD: no weight moves
 --> train.ipynb:cell 2:3:16 non-positive-learning-rate (error)
  |
1 | %time
2 | keras.optimizers.SGD(
3 |     learning_rate=0.0)
  |                   ^^^
  |
because: cell 2, line 2: SGD takes it as its learning rate
help: """)


def drawn(text: str, start: tuple[int, int], end: tuple[int, int], context: int = 0) -> str:
    source = read_source("train.py", text.encode())
    lines = frame(source, source.location(Point(*start)), source.location(Point(*end)), Gutter(1, PLAIN), context)
    return "\n".join(lines)


def test_carets_stand_under_wide_characters_and_tabs():
    assert drawn("\t数 = 'é' + x\n", (1, 6), (1, 9)) == "1 |     数 = 'é' + x\n  |          ^^^"


def test_carets_stand_under_combining_characters():
    assert drawn("a = 'e\u0301' + rate\n", (1, 12), (1, 16)) == "1 | a = 'e\u0301' + rate\n  |           ^^^^"


def test_a_span_over_lines_is_drawn_with_a_bar():
    assert drawn("f(\n    1,\n)\n", (1, 1), (3, 2)) == "1 | / f(\n2 | |     1,\n3 | | )\n  | |_^"


def test_a_span_over_many_lines_is_cut():
    text = "f(\n" + "    1,\n" * 20 + ")\n"
    lines = drawn(text, (1, 1), (22, 2)).splitlines()
    assert len(lines) == 10
    assert lines[4].strip() == "| |..."
    assert lines[-2:] == ["22 | | )", "  | |_^"]


def test_an_endless_line_is_cut_around_the_span():
    text = f"x = [{'1, ' * 500}rate]\n"
    row, carets = drawn(text, (1, 1506), (1, 1510)).splitlines()
    assert len(row) < 200
    assert row[carets.index("^") : carets.rindex("^") + 1] == "rate"


def test_an_empty_span_at_the_end_of_the_file_has_one_caret():
    assert drawn("f(", (1, 3), (1, 3)) == "1 | f(\n  |   ^"


def test_the_context_ends_with_the_file():
    assert drawn("a = 1\nb = 2\n", (2, 1), (2, 2), context=2) == "1 | a = 1\n2 | b = 2\n  | ^"


def test_json_has_the_keys_that_ruff_has(tmp_path):
    script = tmp_path / "train.py"
    script.write_text("import os\n")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--output-format", "json", str(script)]
    done = subprocess.run(command, capture_output=True, text=True)
    [theirs] = json.loads(done.stdout)
    [ours] = json.loads(json_report.render(run_of(report_of(SCRIPT))))
    assert set(theirs) <= set(ours)
    assert set(theirs["location"]) == set(ours["location"])


def test_json_says_all_there_is():
    path = os.path.join("models", "train.ipynb")
    text = notebook("import os", SCRIPT)
    [row] = json.loads(json_report.render(run_of(report_of(text, path))))
    assert row["filename"] == os.path.abspath(path)
    line = text.splitlines()[row["notebook_row"] - 1]
    assert "RATE = 0.0" in line
    reason = row["reasons"][0]
    assert "SGD(RATE)" in text.splitlines()[reason["notebook_row"] - 1]
    assert {
        key: row[key] for key in ("code", "name", "severity", "certainty", "cell", "noqa_row", "fix", "verdict")
    } == {
        "code": "ZL302",
        "name": "non-positive-learning-rate",
        "severity": "error",
        "certainty": "proven",
        "cell": 2,
        "noqa_row": 3,
        "fix": None,
        "verdict": None,
    }
    assert row["location"] == {"row": 3, "column": 8}
    assert row["end_location"] == {"row": 3, "column": 11}
    assert row["message"] == "learning rate 0 for SGD: no weight moves"
    assert (reason["message"], reason["cell"]) == ("SGD takes it as its learning rate", 2)
    assert (reason["location"], reason["end_location"]) == ({"row": 6, "column": 13}, {"row": 6, "column": 39})


def test_json_of_nothing_is_an_empty_array():
    assert json.loads(json_report.render(run_of(report_of("x = 1")))) == []


def test_statistics_count_by_rule_the_commonest_first():
    reports = [report_of(SCRIPT), report_of(SCRIPT, "other.py"), report_of("import keras\nx = (", "broken.py")]
    lines = statistics.render(run_of(*reports)).splitlines()
    assert lines[0].startswith("2  ZL302  non-positive-learning-rate  ")
    assert lines[1].startswith("1  ZL001  unparsable-source  ")
    assert lines[2:] == [
        "Found 3 findings in 3 of 3 files.",
        "2 of 3 files train a model; 0 of 2 training sites understood.",
        "Not understood, by reason:",
        "    2  rows: the name features",
        "Not understood, by place:",
        "  train.py:8:1: rows: the name features (line 8)",
        "  other.py:8:1: rows: the name features (line 8)",
    ]
    assert json.loads(statistics.render_json(run_of(*reports)))[0] == {
        "code": "ZL302",
        "name": "non-positive-learning-rate",
        "count": 2,
    }


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environ", "colored"),
    [
        pytest.param("auto", io.StringIO(), {}, False, id="pipe"),
        pytest.param("auto", Terminal(), {}, True, id="terminal"),
        pytest.param("auto", Terminal(), {"CI": "1"}, True, id="terminal-of-ci"),
        pytest.param("auto", Terminal(), {"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param("auto", Terminal(), {"NO_COLOR": ""}, True, id="empty-no-color"),
        pytest.param("auto", Terminal(), {"TERM": "dumb"}, False, id="dumb-terminal"),
        pytest.param("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True, id="force-color"),
        pytest.param("auto", io.StringIO(), {"FORCE_COLOR": "0"}, True, id="force-color-with-any-value"),
        pytest.param("auto", io.StringIO(), {"CLICOLOR_FORCE": "1"}, True, id="clicolor-force"),
        pytest.param("auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="no-color-wins"),
        pytest.param("always", io.StringIO(), {"NO_COLOR": "1"}, True, id="the-flag-wins"),
        pytest.param("never", Terminal(), {"FORCE_COLOR": "1"}, False, id="the-flag-wins-over-force"),
    ],
)
def test_colors_follow_the_usual_rules(choice, stream, environ, colored):
    assert wants_color(choice, stream, environ) is colored


def test_colors_change_nothing_but_colors():
    colored = full.render(run_of(report_of(SCRIPT), palette=Palette(True)))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == full.render(run_of(report_of(SCRIPT)))


def test_a_name_cannot_command_the_terminal():
    report = report_of(SCRIPT, "evil\x1b[2J\n.py")
    text = concise.render(run_of(report))
    assert text.startswith("evil\\x1b[2J\\x0a.py:3:8: ")
    assert printable("rate\t1") == "rate\\x091"
    assert printable("数 é") == "数 é"


def test_a_source_line_cannot_command_the_terminal():
    script = SCRIPT.replace("RATE = 0.0", "RATE = 0.0  # \x1b[2J")
    assert "\x1b" not in full.render(run_of(report_of(script)))


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in CATALOG.rules.values()])
def test_every_page_can_be_explained(rule):
    text = explain.text(rule, PLAIN)
    assert text.startswith(f"{rule.code} {rule.name}\n{rule.severity}, ")
    assert rule.rationale in text
    assert "# expect:" not in text
    page = explain.markdown(rule)
    assert page.startswith(f"# {rule.name} ({rule.code})\n")
    assert page.count("```") == 2 * len([*rule.bad, *rule.good, *rule.known])
    assert json.loads(json.dumps(explain.data(rule)))["code"] == rule.code
