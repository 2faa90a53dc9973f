"""Which report is written where: formats, files, the settings and the environment."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import zerolint
from zerolint.settings.formats import FORMATS, module_of

STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
LINE = "train.py:3:48: ZL302 learning rate 0 for SGD: no weight moves\n"
FOUND = "Found 1 finding in 1 file.\n"


@pytest.fixture
def script(project):
    """A script with one finding, in the folder that the command line runs in."""
    (project / "train.py").write_text(STUCK)
    return project


def is_json(text: str) -> bool:
    return text.startswith("[") and json.loads(text)[0]["code"] == "ZL302"


def is_json_lines(text: str) -> bool:
    return text.count("\n") == 1 and json.loads(text)["code"] == "ZL302"


IS = {
    "concise": LINE.__eq__,
    "json": is_json,
    "json-lines": is_json_lines,
    "grouped": lambda text: text.startswith("train.py:\n  3:48"),
    "full": lambda text: "\n  |" in text,
    "": "".__eq__,
}


@pytest.mark.parametrize(
    ("words", "printed", "files"),
    [
        pytest.param("", "concise", {}, id="nothing"),
        pytest.param("-o a", "", {"a": "concise"}, id="file"),
        pytest.param("-o a --output-format json", "", {"a": "json"}, id="file-before-its-format"),
        pytest.param("--output-format json -o a", "", {"a": "json"}, id="format-and-its-file"),
        pytest.param("--output-format json -o -", "json", {}, id="standard-output-by-name"),
        pytest.param("--output-format json -o a --output-format grouped", "grouped", {"a": "json"}, id="rest-printed"),
        pytest.param("--output-format grouped --output-format json -o a", "grouped", {"a": "json"}, id="first-printed"),
        pytest.param(
            "--output-format json -o a --output-format grouped -o - --output-format json-lines -o b",
            "grouped",
            {"a": "json", "b": "json-lines"},
            id="three",
        ),
    ],
)
def test_each_format_goes_to_the_file_behind_it(script, run, words, printed, files):
    status, out, _ = run("train.py", *words.split())
    assert status == 1
    assert IS[printed](out)
    assert {path.name for path in script.iterdir()} - {".zerolint_cache"} == {"train.py", *files}
    for name, kind in files.items():
        assert IS[kind]((script / name).read_text())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(
            "--output-format json --output-format grouped",
            "the formats json and grouped can't both go to standard output; "
            "write `--output-format grouped --output-file FILE`",
            id="two-printed",
        ),
        pytest.param("--output-format json -o a -o b", "--output-file b: no format stands before it", id="two-files"),
        pytest.param("-o a -o b", "--output-file a: no format stands before it", id="files-alone"),
        pytest.param(
            "-o a --output-format json -o b --output-format grouped",
            "write `--output-format FORMAT --output-file a` for each",
            id="files-first",
        ),
        pytest.param(
            "--output-format json -o a --output-format grouped -o ./a",
            "two reports can't be written to one file",
            id="one-file",
        ),
        pytest.param("--output-format grupped", "unknown format `grupped`; did you mean `grouped`?", id="unknown"),
        pytest.param("--output-format x", "unknown format `x`; the formats are concise, full, ", id="far-off"),
        pytest.param("--output-format json -o .", "--output-file .: it is a folder", id="folder"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_an_error(script, run, words, complaint):
    status, out, err = run("train.py", *words.split())
    assert (status, out) == (2, "")
    assert complaint in err
    assert [path.name for path in script.iterdir()] == ["train.py"]


def test_the_environment_names_the_format_that_the_command_line_leaves_open(script, run, monkeypatch):
    monkeypatch.setenv("ZEROLINT_OUTPUT_FORMAT", "json")
    assert is_json(run("train.py")[1])
    run("train.py", "-o", "a")
    assert is_json((script / "a").read_text())
    assert run("train.py", "--output-format", "concise")[1] == LINE
    (script / "zerolint.toml").write_text('output-format = "grouped"')
    assert is_json(run("train.py")[1])
    monkeypatch.setenv("ZEROLINT_OUTPUT_FORMAT", "")
    assert IS["grouped"](run("train.py")[1])


def test_an_unknown_format_in_the_environment_is_an_error(script, run, monkeypatch):
    monkeypatch.setenv("ZEROLINT_OUTPUT_FORMAT", "jsn")
    assert run("train.py") == (2, "", "zerolint: ZEROLINT_OUTPUT_FORMAT: unknown format `jsn`; did you mean `json`?\n")


def test_the_setting_is_for_the_format_that_nobody_named(script, run):
    (script / "zerolint.toml").write_text('output-format = "json"')
    run("train.py", "-o", "a")
    assert is_json((script / "a").read_text())
    status, out, _ = run("train.py", "--output-format", "json-lines", "-o", "b")
    assert (status, out) == (1, "")


@pytest.mark.parametrize(
    ("words", "err"),
    [
        pytest.param("--output-format concise", FOUND, id="concise"),
        pytest.param("--output-format grouped", FOUND, id="grouped"),
        pytest.param("--output-format full", "", id="full-says-it-itself"),
        pytest.param("--output-format json", "", id="document"),
        pytest.param("--output-format json -o a", FOUND, id="nothing-printed"),
        pytest.param("--output-format full -o a", FOUND, id="full-in-a-file"),
        pytest.param("--output-format json -o a --output-format full", "", id="full-printed"),
        pytest.param("-q --output-format json -o a", "", id="quiet"),
    ],
)
def test_standard_error_closes_what_standard_output_does_not(script, run, words, err):
    assert run("train.py", *words.split())[2] == err


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        pytest.param("--output-format json-lines -o a", True, id="counts-are-printed-beside-a-document"),
        pytest.param("--output-format json -o a --output-format grouped", True, id="text-is-counted"),
        pytest.param("--output-format grouped -o a", False, id="text-in-a-file-is-counted"),
    ],
)
def test_statistics_stand_in_for_text_and_leave_documents_whole(script, run, words, counted):
    status, out, _ = run("train.py", "--statistics", *words.split())
    assert status == 1
    assert out.startswith("1  ZL302  non-positive-learning-rate") is counted
    written = (script / "a").read_text()
    assert is_json_lines(written) or json.loads(written)[0]["count"] == 1 if counted else written.startswith("1  ZL302")


def test_statistics_cannot_be_printed_as_a_document(script, run):
    status, out, err = run("train.py", "--statistics", "--output-format", "json-lines")
    assert (status, out) == (2, "")
    assert err == "zerolint: --statistics can't be written as json-lines; give that an --output-file\n"


def test_a_report_that_can_be_written_to_in_parts_only_is_written_to(script, run):
    os.mkfifo(script / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((script / "pipe").read_text()))
    reader.start()
    run("train.py", "-o", "pipe")
    reader.join(timeout=30)
    assert read == [LINE]
    assert stat.S_ISFIFO((script / "pipe").stat().st_mode)


@pytest.mark.parametrize("words", ["-o train.py", "-o ./train.py .", "-o same.py train.py", "-o link.py train.py"])
def test_a_report_never_replaces_a_script_that_is_checked(script, run, words):
    os.link(script / "train.py", script / "same.py")
    (script / "link.py").symlink_to("train.py")
    status, out, err = run(*words.split())
    assert (status, out) == (2, "")
    assert f"--output-file {Path(words.split()[1])}: it is one of the files to check\n" in err
    assert (script / "train.py").read_text() == STUCK


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param("train.py/report", "train.py is not a folder", id="below-a-file"),
        pytest.param("/proc/self/report", "", id="nothing-can-be-made-there"),
    ],
)
def test_a_report_that_cannot_be_written_is_told_and_nothing_is_printed(script, run, file, reason):
    status, out, err = run("train.py", "--output-format", "json", "-o", file, "--output-format", "concise")
    assert (status, out) == (2, "")
    assert err.startswith(f"zerolint: --output-file {file}: ")
    assert reason in err


def test_a_report_behind_a_link_keeps_the_link_and_the_mode(script, run):
    (script / "real").write_text("old")
    (script / "real").chmod(0o640)
    (script / "link").symlink_to("real")
    run("train.py", "-o", "link")
    assert (script / "link").is_symlink()
    assert (script / "real").read_text() == LINE
    assert stat.S_IMODE((script / "real").stat().st_mode) == 0o640


EACH_ALONE = """
import os, sys
import zerolint.checking.stages, zerolint.commands.check, zerolint.detectors, zerolint.interp
from zerolint.cli import main

for name in sys.argv[1:]:
    if os.fork() == 0:
        main(["-q", "--output-format", name, "--output-file", os.devnull])
        os.write(2, " ".join([name, *sys.modules, "\\n"]).encode())
        os._exit(0)
    os.wait()
"""
"""Writes each format in a process that has loaded what all of them need; prints what it has loaded then."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules that were loaded when a format was written, by its name."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "train.py").write_text(STUCK)
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    command = [sys.executable, "-c", EACH_ALONE, *FORMATS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=True)
    return {name: set(modules) for name, *modules in map(str.split, done.stderr.splitlines())}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_loads_no_other(loaded, name):
    written_by = {module_of(other) for other in FORMATS}
    built_on = {"json-lines": {"zerolint.report.json"}, "rdjsonl": {"zerolint.report.rdjson"}}.get(name, set())
    assert written_by & loaded[name] == {module_of(name)} | built_on
