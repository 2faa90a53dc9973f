"""The imports of a project are followed: the same finding, wherever in the project its cause lies."""

from __future__ import annotations

import io
import json

import pytest

from tests.projects.layouts import BAD, DATA, GOOD, git, places, write

LABELS = DATA.replace("(90, 1)", "(90, settings.UNITS)")
SCRIPT = f"import settings\nfrom networks import build_model\n{LABELS}build_model(settings.UNITS).fit(x, y)\n"


def test_the_text_names_the_other_file(project, run) -> None:
    write(
        project, {"networks.py": BAD, "train.py": f"from networks import build_model\n{DATA}build_model(1).fit(x, y)\n"}
    )
    status, out, _ = run("--isolated", "--output-format", "full", "train.py")
    assert status == 1
    assert "networks.py:13:14 one-column-cross-entropy (error)" in out
    assert "because: train.py:5: the number of columns is set here\n 5 | build_model(1).fit(x, y)\n" in out


def test_every_format_names_every_place(project, run) -> None:
    write(
        project,
        {"settings.py": "RATE = 0\n", "train.py": "import keras, settings\n\nkeras.optimizers.SGD(settings.RATE)\n"},
    )
    for name in ("sarif", "html", "rdjson", "github", "junit", "json"):
        out = run("--isolated", "--output-format", name, "train.py")[1]
        assert "settings.py" in out, name
        assert "train.py" in out, name
    sarif = json.loads(run("--isolated", "--output-format", "sarif", "train.py")[1])
    (result,) = sarif["runs"][0]["results"]
    (related,) = result["relatedLocations"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "settings.py"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "train.py"
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "keras.optimizers.SGD(settings.RATE)"


def test_a_comment_in_the_module_suppresses_there_and_is_used(project, found) -> None:
    silenced = BAD.replace("# expect: ZL202", "# zerolint: ignore[ZL202] a toy")
    write(
        project,
        {"networks.py": silenced, "train.py": f"from networks import build_model\n{DATA}build_model(1).fit(x, y)\n"},
    )
    assert found("train.py") == []
    assert found(".") == []


def test_training_in_a_module_is_understood_through_the_script(project, run) -> None:
    trainer = "def train(model, x, y):\n    model.fit(x, y)\n"
    script = f"from networks import build_model\nfrom trainer import train\n{DATA.replace('90, 1', '90, 4')}train(build_model(4), x, y)\n"
    write(project, {"trainer.py": trainer, "networks.py": GOOD, "train.py": script})
    assert "1 of 1 training site understood" in run("--isolated", "--statistics", ".")[1]


def test_facts_say_which_file_a_value_comes_from(project, run) -> None:
    write(
        project,
        {"networks.py": GOOD, "train.py": f"from networks import build_model\n{DATA}build_model(2).fit(x, y)\n"},
    )
    assert "networks.py:12: optimizer Adam, learning rate 0.001\n" in run("facts", "train.py")[1]


def test_an_edit_of_the_module_changes_the_answer(project, found) -> None:
    write(project, {"networks.py": GOOD, "settings.py": "UNITS = 3\n", "train.py": SCRIPT})
    assert found("train.py") == []
    write(project, {"settings.py": "UNITS = 1\n"})
    assert [each["code"] for each in found("train.py")] == ["ZL202"]


def test_a_module_alone_is_checked_as_its_scripts_use_it(project, found) -> None:
    write(project, {"networks.py": BAD, "settings.py": "UNITS = 1\n", "jobs/train.py": SCRIPT, "pyproject.toml": ""})
    assert places(found("networks.py"), project) == {("networks.py", 13, "ZL202")}
    # The cause is there, and the finding is about another file.
    assert places(found("settings.py"), project) == {("networks.py", 13, "ZL202")}
    write(project, {"other.py": "print(1)\n"})
    assert found("other.py") == []


def test_of_many_scripts_behind_a_module_those_that_nothing_imports_come_first(project, run) -> None:
    long = f'text = """\n{"words " * 100_000}\n"""\n'
    files = {"networks.py": BAD, "settings.py": f"UNITS = 1\n{long}", "jobs/start.py": SCRIPT + "import near, far\n"}
    write(project, files | {"near.py": "import settings\n", "far.py": "import settings\n", "pyproject.toml": ""})
    # A module as long as this is run for one script alone: for the one that calls what it gives.
    _, out, err = run("--isolated", "settings.py")
    assert out.startswith("networks.py:13:14: ZL202")
    assert "note: 2 more files need what is checked and were not looked at" in err


def test_what_a_script_alone_does_wrong_is_not_told_of_its_module(project, found) -> None:
    script = "import keras\nimport settings\n\nkeras.optimizers.Adam(0.0)\n"
    write(project, {"settings.py": "UNITS = 1\n", "train.py": script})
    assert found("settings.py") == []
    assert [each["code"] for each in found("train.py")] == ["ZL302"]


def test_the_buffer_on_standard_input_is_what_its_scripts_import(project, run, monkeypatch) -> None:
    write(project, {"networks.py": BAD, "settings.py": "UNITS = 3\n", "train.py": SCRIPT})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"UNITS = 1\n")))
    status, out, _ = run("--isolated", "--stdin-filename", "settings.py", "-")
    assert (status, out.split(" ")[:2]) == (1, ["networks.py:13:14:", "ZL202"])


@pytest.fixture
def history(project):
    """A repository whose first commit is of a project in which all is right."""
    write(project, {"networks.py": BAD, "settings.py": "UNITS = 3\n", "train.py": SCRIPT})
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    return project


def test_a_change_of_the_settings_is_told_with_its_effect(history, found) -> None:
    assert found("--diff-base", "HEAD", ".") == []
    write(history, {"settings.py": "UNITS = 1\n"})
    assert places(found("--diff-base", "HEAD", "."), history) == {("networks.py", 13, "ZL202")}
    assert places(found("--diff-base", "HEAD", "settings.py"), history) == {("networks.py", 13, "ZL202")}


def test_what_the_project_had_before_is_not_told(history, found) -> None:
    write(history, {"settings.py": "UNITS = 1\n"})
    git(history, "commit", "-q", "-a", "-m", "second")
    write(history, {"settings.py": "EPOCHS = 4\nUNITS = 1\n"})
    assert found("--diff-base", "HEAD", ".") == []
    assert len(found("--diff-base", "HEAD~1", ".")) == 1


def test_a_baseline_knows_the_findings_of_modules(history, run, found) -> None:
    write(history, {"settings.py": "UNITS = 1\n"})
    run("--isolated", "--write-baseline", "known.json", ".")
    assert found("--baseline", "known.json", ".") == []
    assert found("--baseline", "known.json", "train.py") == []


def test_real_arguments_go_before_unknown_ones(project, found) -> None:
    """`build` alone may be given one unit, as its default says; its only script gives it four."""
    module = BAD.replace("units, rate=1e-3", "units=1, rate=1e-3").replace("  # expect: ZL202", "")
    script = f"from networks import build_model\n{DATA.replace('(90, 1)', '(90, 4)')}build_model(4).fit(x, y)\n"
    write(project, {"networks.py": module})
    assert [each["code"] for each in found(".")] == ["ZL202"]
    write(project, {"train.py": script})
    assert found(".") == []
    assert found("networks.py") == []


COMPILED = """\
import keras


def fast(model):
    model.compile("adam", "categorical_crossentropy")


def slow(model):
    model.compile("sgd", "categorical_crossentropy")
"""
CERTAIN = "import keras\nimport compiled\n\ncompiled.{}(keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)]))\n"
LIKELY = """\
import argparse
import keras
import compiled

parser = argparse.ArgumentParser()
parser.add_argument("--units", type=int, default=1)
units = parser.parse_args().units
compiled.{}(keras.Sequential([keras.Input((4,)), keras.layers.Dense(units)]))
"""


@pytest.mark.parametrize(
    ("scripts", "closing"),
    [
        pytest.param(
            (LIKELY.format("fast"), LIKELY.format("slow")), "No findings in 3 files (2 not proven).", id="two"
        ),
        pytest.param(
            (LIKELY.format("fast"), LIKELY.format("fast")), "No findings in 3 files (1 not proven).", id="one"
        ),
        pytest.param((CERTAIN.format("fast"), LIKELY.format("fast")), "Found 1 finding in 1 of 3 files.", id="proven"),
        pytest.param(
            (CERTAIN.format("fast"), LIKELY.format("slow")),
            "Found 1 finding in 1 of 3 files (1 not proven).",
            id="each",
        ),
    ],
)
def test_what_several_scripts_hide_of_a_module_is_counted(scripts, closing, project, run) -> None:
    write(project, {"compiled.py": COMPILED} | {f"train{index}.py": text for index, text in enumerate(scripts)})
    for first, second in ((0, 1), (1, 0)):
        files = ("compiled.py", f"train{first}.py", f"train{second}.py")
        assert closing in "".join(run("--isolated", "--min-certainty", "proven", *files)[1:])


UNREAD = {
    "not there": ({}, "own module networks, not found in the project"),
    "a mistake": ({"networks.py": "def build_model(:\n"}, "own module networks.py, which can't be parsed (line 1)"),
    "too large": (
        {"networks.py": f"x = [{'1, ' * 60_000}]\n"},
        "own module networks.py, which is too large or too deep",
    ),
    "in a circle": (
        {"networks.py": "from other import build_model\n", "other.py": "from networks import build_model\n"},
        "build_model of own module networks, which is imported in a circle",
    ),
    "no such name": ({"networks.py": "def build():\n    pass\n"}, "build_model of own module networks"),
}


@pytest.mark.parametrize(("files", "reason"), UNREAD.values(), ids=UNREAD.keys())
def test_statistics_say_why_a_module_is_not_known(files: dict[str, str], reason: str, project, run) -> None:
    write(project, {**files, "train.py": f"from networks import build_model\n{DATA}build_model(2).fit(x, y)\n"})
    assert f"    1  model: {reason}\n" in run("--isolated", "--statistics", "train.py")[1]


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ((".",), "Found 2 findings in 2 of 3 files."),
        (("train.py",), "Found 2 findings in 1 file and 1 other file."),
        (("train.py", "settings.py"), "Found 2 findings in 1 of 2 files and 1 other file."),
        (("networks.py",), "Found 1 finding in 1 file."),
        (("settings.py",), "Found 1 finding in 1 other file."),
    ],
)
def test_the_last_line_counts_files_that_were_not_asked_for(asked, where, project, run) -> None:
    script = SCRIPT + "import keras\n\nkeras.optimizers.SGD(0.0)\n"
    write(project, {"networks.py": BAD, "settings.py": "UNITS = 1\n", "train.py": script})
    assert where in run("--isolated", *asked)[2]
