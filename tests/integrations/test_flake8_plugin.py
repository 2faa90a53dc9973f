"""zerolint inside the real flake8: the findings of the command line, and flake8's own rules about them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flake8.main.cli import main as flake8_main

from zerolint.catalog.catalog import load
from zerolint.cli import main as zerolint_main

TESTS = Path(__file__).parents[1]
STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
STUCK_LINE = "train.py:3:48: ZL302 learning rate 0 for SGD: no weight moves\n"
TWO = STUCK + "slow = keras.optimizers.SGD(learning_rate=1e-10)\n"


def run(program: str, *arguments: str, cwd: Path, stdin: bytes | None = None) -> tuple[int, str, str]:
    """Exit status and both streams of `python -m PROGRAM ARGUMENTS`."""
    command = [sys.executable, "-m", program, *arguments]
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, timeout=300, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def called(tmp_path, monkeypatch, capfd):
    """`called(main, "train.py")` runs a command line in an empty folder: its exit status and both streams."""
    monkeypatch.chdir(tmp_path)

    def call(main: Callable[[list[str]], int], *arguments: str) -> tuple[int, str, str]:
        status = main([*arguments])
        return status, *capfd.readouterr()

    return call


@pytest.fixture
def flake8(called, tmp_path):
    """`flake8("train.py")`, where only zerolint and what can't be switched off speak."""

    def call(*arguments: str, select: str | None = "ZL,E9", stdin: bytes | None = None) -> tuple[int, str, str]:
        chosen = ["--select", select] if select else []
        if stdin is not None:
            return run("flake8", *chosen, *arguments, cwd=tmp_path, stdin=stdin)
        return called(flake8_main, *chosen, *arguments)

    return call


@pytest.fixture
def zerolint(called):
    """What the command line prints of the findings: `zerolint(".")`."""
    return lambda *arguments: called(zerolint_main, "-q", *arguments)[1]


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def test_flake8_finds_the_plugin_where_zerolint_is_installed(tmp_path):
    status, out, _ = run("flake8", "--version", cwd=tmp_path)
    assert status == 0
    assert re.search(r"zerolint: \d", out)


def test_a_finding_is_reported_without_any_flag_and_ends_with_1(flake8, tmp_path):
    write(tmp_path, train=STUCK)
    assert flake8("train.py", select=None) == (1, STUCK_LINE, "")


def test_a_clean_file_ends_with_0(flake8, tmp_path):
    write(tmp_path, train=STUCK.replace("0.0", "0.01"))
    assert flake8("train.py") == (0, "", "")


def test_findings_agree_with_the_command_line_in_all_scripts_and_examples(tmp_path):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (TESTS / "scripts").glob("*.py")}
    for code, rule in load().rules.items():
        for index, example in enumerate([*rule.bad, *rule.good]):
            texts[f"{code}_{index}"] = example.code
    write(tmp_path, **texts)
    _, ours, _ = run("zerolint", "-q", ".", cwd=tmp_path)
    _, theirs, _ = run("flake8", "--select", "ZL", ".", cwd=tmp_path)
    # What does not parse is flake8's own E999; it cannot mend anything, so nothing is marked as mendable.
    expected = {line.replace(" [*] ", " ") for line in ours.splitlines() if ": ZL001 " not in line}
    assert len(expected) > 80
    assert {line.removeprefix("./") for line in theirs.splitlines()} == expected


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        pytest.param(["--select", "ZL302"], ["ZL302"], id="select-a-code"),
        pytest.param(["--select", "ZL3"], ["ZL302", "ZL301"], id="select-a-prefix"),
        pytest.param(["--select", "E,W"], [], id="select-others"),
        pytest.param(["--select", "E,W", "--extend-select", "ZL301"], ["ZL301"], id="extend-select"),
        pytest.param(["--extend-ignore", "ZL302"], ["ZL301"], id="extend-ignore"),
        pytest.param(["--ignore", "ZL"], [], id="ignore-all-of-ours"),
        pytest.param(["--per-file-ignores", "train.py:ZL301"], ["ZL302"], id="per-file-ignores"),
        pytest.param(["--exclude", "train.py"], [], id="exclude"),
        pytest.param(["--select", "ZL999,ZL302"], ["ZL302"], id="a-code-that-does-not-exist"),
    ],
)
def test_flake8_s_own_selection_holds(flake8, tmp_path, arguments, codes):
    write(tmp_path, train=TWO)
    _, out, err = flake8(*arguments, "train.py", select=None)
    assert re.findall(r" (ZL\d+) ", out) == codes
    assert err == ""


def test_a_rule_that_is_off_is_shown_when_flake8_selects_its_code(flake8, tmp_path):
    write(tmp_path, train=STUCK.replace("0.0)", "0.01)  # zerolint: ignore[ZL302]"))
    assert flake8("train.py")[1] == ""
    assert "ZL003" in flake8("--extend-select", "ZL003", "train.py")[1]


@pytest.mark.parametrize(
    "comment",
    ["# noqa", "# noqa: ZL302", "# NOQA:ZL302 warm-up", "# zerolint: ignore[ZL302] warm-up", "# zerolint: ignore"],
)
def test_both_kinds_of_suppressions_are_honoured(flake8, tmp_path, comment):
    write(tmp_path, train=STUCK.replace("0.0)", f"0.0)  {comment}"))
    assert flake8("train.py") == (0, "", "")


def test_processes_of_flake8_share_what_they_found_with_the_command_line(tmp_path):
    write(tmp_path, **{f"train{number}": STUCK for number in range(6)})
    first = run("flake8", "--select", "ZL", "--jobs", "3", ".", cwd=tmp_path)
    assert first[1].count("ZL302") == 6
    assert run("flake8", "--select", "ZL", "--jobs", "3", ".", cwd=tmp_path) == first
    names = {path.name for path in (tmp_path / ".zerolint_cache" / "results").glob("*.json")}
    assert len(names) == 1
    assert run("zerolint", ".", cwd=tmp_path)[0] == 1
    assert {path.name for path in (tmp_path / ".zerolint_cache" / "results").glob("*.json")} == names
    write(tmp_path, train2=STUCK.replace("0.0", "0.01"))
    assert run("flake8", "--select", "ZL", ".", cwd=tmp_path)[1].count("ZL302") == 5


def test_a_comment_on_any_line_of_the_statement_counts(flake8, tmp_path):
    write(tmp_path, train=STUCK.replace("0.0)", "\n    0.0,\n)  # noqa: ZL302").replace("(learning_rate=", "("))
    assert flake8("train.py") == (0, "", "")


def test_disable_noqa_shows_what_noqa_hides_but_not_what_our_own_comment_does(flake8, tmp_path):
    write(tmp_path, train=STUCK.replace("0.0)", "0.0)  # noqa: ZL302"))
    write(tmp_path, other=STUCK.replace("0.0)", "0.0)  # zerolint: ignore[ZL302]"))
    assert flake8("--disable-noqa", "train.py", "other.py") == (1, STUCK_LINE, "")


def test_a_file_for_which_flake8_is_off_is_left_alone(flake8, tmp_path):
    write(tmp_path, train="# flake8: noqa\n" + STUCK, other="# zerolint: file-ignore\n" + STUCK)
    assert flake8(".") == (0, "", "")


def test_the_nearest_settings_of_zerolint_hold_for_each_file(flake8, zerolint, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.zerolint]\nignore = ["ZL302"]\nextend-exclude = ["old/"]\n')
    for name, settings in {"a": "", "b": "[rules.ZL301]\nthreshold = 1e-12\n", "old": None}.items():
        (tmp_path / name).mkdir()
        write(tmp_path / name, train=TWO)
        if settings is not None:
            (tmp_path / name / "zerolint.toml").write_text(settings)
    write(tmp_path, top=TWO)
    _, out, _ = flake8("-j1", ".")
    found = [("a", "ZL301"), ("a", "ZL302"), ("b", "ZL302"), ("top", "ZL301")]
    assert sorted(re.findall(r"./(\w+)\S* (ZL\d+)", out)) == found
    assert {line.removeprefix("./") for line in out.splitlines()} == set(zerolint(".").splitlines())


UNSURE = (TESTS / "spellings" / "ZL301" / "argparse_default.py").read_text(encoding="utf-8")
"""A rate that the command line may override: likely, not proven."""


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        pytest.param("", ["ZL301", "ZL301", "ZL302"], id="none"),
        pytest.param('min-certainty = "proven"', ["ZL301", "ZL302"], id="min-certainty"),
        pytest.param('fail-on = "error"\noutput-format = "json"', ["ZL301", "ZL301", "ZL302"], id="of-the-run-alone"),
        pytest.param('select = ["ZL302"]', ["ZL302"], id="select"),
        pytest.param('extend-exclude = ["unsure.py"]', ["ZL301", "ZL302"], id="extend-exclude"),
        pytest.param('rules.ZL301.severity = "off"', ["ZL302"], id="severity-off"),
        pytest.param("rules.ZL301.threshold = 1e-12", ["ZL302"], id="option"),
        pytest.param('target = "tf1"', ["ZL301", "ZL301", "ZL302"], id="target"),
    ],
)
def test_each_setting_counts_as_on_the_command_line(flake8, zerolint, tmp_path, settings, codes):
    (tmp_path / "zerolint.toml").write_text(settings)
    write(tmp_path, train=TWO, unsure=UNSURE)
    _, out, err = flake8("-j1", ".")
    assert err == ""
    assert sorted(re.findall(r" (ZL\d+) ", out)) == codes
    ours = zerolint(".", "--output-format", "concise")
    assert {line.removeprefix("./") for line in out.splitlines()} == set(ours.splitlines())


def test_what_the_baseline_of_the_settings_knows_is_not_reported(flake8, zerolint, tmp_path):
    (tmp_path / "zerolint.toml").write_text('baseline = "known.json"\n')
    write(tmp_path, train=STUCK, other=STUCK)
    zerolint("--write-baseline")
    assert flake8(".") == (0, "", "")
    write(tmp_path, train=TWO)
    status, out, _ = flake8("-j1", ".")
    assert (status, re.findall(r"(\w+).py\S* (ZL\d+)", out)) == (1, [("train", "ZL301")])
    assert out.removeprefix("./") == zerolint(".")
    stdin = TWO.encode()
    assert flake8("--stdin-display-name", "train.py", "-", stdin=stdin)[1].count("ZL3") == 1


def test_a_baseline_that_is_not_there_is_said_in_one_line(flake8, tmp_path):
    (tmp_path / "zerolint.toml").write_text('baseline = "known.json"\n')
    write(tmp_path, train=STUCK)
    status, out, err = flake8("-j1", "train.py")
    assert status == 1
    assert "known.json: no such baseline; `--baseline" in out
    assert "Traceback" not in out + err


def test_per_file_ignores_of_zerolint_hold(flake8, tmp_path):
    (tmp_path / "zerolint.toml").write_text('[per-file-ignores]\n"train.py" = ["ZL302"]\n')
    write(tmp_path, train=STUCK, other=STUCK)
    assert flake8("train.py", "other.py")[1] == STUCK_LINE.replace("train", "other")


def test_wrong_settings_are_said_in_one_line_and_end_with_1(flake8, tmp_path):
    (tmp_path / "zerolint.toml").write_text("selekt = []\n")
    write(tmp_path, train=STUCK)
    status, out, err = flake8("train.py")
    assert status == 1
    assert "zerolint.toml: unknown key `selekt`; did you mean `select`?" in out
    assert "Traceback" not in out + err


def test_standard_input_is_checked_under_its_display_name(flake8, tmp_path):
    (tmp_path / "zerolint.toml").write_text('[per-file-ignores]\n"other.py" = ["ZL302"]\n')
    write(tmp_path, train="what is on the disk = does not matter\n")
    assert flake8("--stdin-display-name", "train.py", "-", stdin=STUCK.encode())[1] == STUCK_LINE
    assert flake8("--stdin-display-name", "other.py", "-", stdin=STUCK.encode()) == (0, "", "")


def test_a_format_of_one_s_own_gets_our_fields(flake8, tmp_path):
    write(tmp_path, train=STUCK)
    row = '--format={"path": "%(path)s", "row": %(row)d, "col": %(col)d, "code": "%(code)s"}'
    assert flake8(row, "train.py")[1] == '{"path": "train.py", "row": 3, "col": 48, "code": "ZL302"}\n'


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param(b"import keras\nmodel = keras.Sequential([\n", {"E902", "E999"}, id="not-python"),
        pytest.param(b"import keras\n\xff\xfe = 1\n", {"ZL001"}, id="not-text"),
        pytest.param(STUCK.encode() + b"# caf\xe9\n", {"ZL001"}, id="bytes-that-are-not-utf-8"),
        pytest.param(b"", set(), id="empty"),
    ],
)
def test_what_is_no_python_is_said_once_and_without_a_traceback(flake8, tmp_path, data, codes):
    (tmp_path / "train.py").write_bytes(data)
    _, out, err = flake8("train.py")
    assert set(re.findall(r" ([A-Z]+\d+) ", out)) <= codes
    assert len(out.splitlines()) == len(codes and {1})
    assert "Traceback" not in out + err


def test_a_file_that_is_not_there_is_flake8_s_to_report(flake8):
    _, out, err = flake8("absent.py")
    assert re.findall(r" ([A-Z]+\d+) ", out) == ["E902"]
    assert err == ""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + STUCK.encode(), id="byte-order-mark"),
        pytest.param(STUCK.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + STUCK.encode(), id="latin-1"),
        pytest.param(STUCK.replace("optimizer =", "\u03c3 = '\U0001f600';  o =").encode(), id="wide-characters"),
        pytest.param(STUCK.replace("\n\n", "\n\f\n").encode(), id="form-feed"),
    ],
)
def test_positions_agree_with_the_command_line_whatever_the_bytes(flake8, zerolint, tmp_path, data):
    (tmp_path / "train.py").write_bytes(data)
    _, theirs, _ = flake8("train.py", select="ZL")
    assert theirs == zerolint("train.py")
    assert "ZL302" in theirs


def test_standard_input_in_the_encoding_that_it_declares(flake8):
    data = b"# -*- coding: latin-1 -*-\r\nname = 'caf\xe9'\r\n" + STUCK.encode()
    assert flake8("-", stdin=data)[1] == STUCK_LINE.replace("train.py:3", "stdin:5")


def test_a_failure_of_zerolint_s_own_is_a_finding_and_flake8_goes_on(tmp_path):
    program = (
        "import sys, zerolint.interp\n"
        "def broken(*given, **named): raise ValueError('of all things')\n"
        "zerolint.interp.interpret = broken\n"
        "from flake8.main.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    write(tmp_path, train=STUCK + "import os\n")
    command = [sys.executable, "-c", program, "--select", "ZL,F401", "train.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert re.findall(r" ([A-Z]+\d+) ", done.stdout) == ["ZL005", "F401"]
    assert "Traceback" not in done.stdout + done.stderr


def test_a_run_over_files_that_train_nothing_loads_no_parser(tmp_path):
    program = "import sys\nfrom flake8.main.cli import main\nmain(['-j1', 'tool.py'])\nprint(*sys.modules, sep='\\n')\n"
    write(tmp_path, tool="import os\n\nprint(os.getcwd())\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines())
    assert "zerolint.checking.pipeline" in loaded
    assert not loaded & {"libcst", "tensorflow", "keras", "zerolint.interp", "zerolint.knowledge"}
