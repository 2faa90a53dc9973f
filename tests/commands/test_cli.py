"""The command line as its users meet it: arguments, files, output, exit status."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import zerolint
from tests.support.notebooks import notebook
from tests.support.processes import environment, process
from zerolint.catalog.catalog import load
from zerolint.commands import COMMANDS
from zerolint.commands.progress import Progress
from zerolint.detectors import implemented
from zerolint.detectors.registry import DETECTORS

STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
SMALL = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=1e-10)\n"
FINE = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.01)\n"
STUCK_LINE = "3:48: ZL302 learning rate 0 for SGD: no weight moves"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def test_findings_are_printed_like_flake8_does_and_end_with_1(project, run):
    write(project, train=STUCK)
    assert run("train.py") == (1, f"train.py:{STUCK_LINE}\n", "Found 1 finding in 1 file.\n")


def test_the_cells_of_a_notebook_that_are_python_2_are_told_once(project, run):
    cells = "import keras", "print 'a'", "print 'b'\nprint 'c'", "x = (", "exec 'x'"
    (project / "old.ipynb").write_text(notebook(*cells))
    status, out, _ = run("old.ipynb")
    first, other = out.splitlines()
    assert status == 1
    assert first.startswith("old.ipynb:cell 2:1:1: ZL001 ")
    assert first.endswith(" (Python 2, as in 2 more cells)")
    assert other == "old.ipynb:cell 4:1:5: ZL001 does not parse: '(' was never closed"
    assert [each["cell"] for each in json.loads(run("old.ipynb", "--output-format", "json")[1])] == [2, 4]


def test_one_cell_of_python_2_is_told_like_any_other(project, run):
    (project / "old.ipynb").write_text(notebook("import keras", "print 'a'"))
    assert "Python 2" not in run("old.ipynb")[1]


def test_a_baseline_knows_every_cell_of_python_2(project, run):
    cells = ["import keras", "print 'a'", "print 'b'"]
    (project / "old.ipynb").write_text(notebook(*cells))
    run("--write-baseline", "old.ipynb")
    assert run("--baseline", "zerolint-baseline.json", "old.ipynb")[:2] == (0, "")
    (project / "old.ipynb").write_text(notebook(*cells, "print 'c'"))
    status, out, _ = run("--baseline", "zerolint-baseline.json", "old.ipynb")
    assert (status, out.count("ZL001")) == (1, 1)
    assert out.startswith("old.ipynb:cell 4:")


def test_a_clean_file_ends_with_0(project, run):
    write(project, train=FINE)
    assert run("train.py") == (0, "", "No findings in 1 file.\n")


def test_without_paths_the_current_folder_is_checked(project, run):
    write(project, train=STUCK, other=FINE)
    status, out, err = run()
    assert (status, out, err) == (1, f"train.py:{STUCK_LINE}\n", "Found 1 finding in 1 of 2 files.\n")


def test_check_is_the_command_that_needs_no_name(project, run):
    write(project, train=STUCK)
    assert run("check", "train.py") == run("train.py")
    assert run("--select", "ZL3", "check", "train.py") == run("train.py")


def test_a_file_named_twice_is_checked_once(project, run):
    write(project, train=STUCK)
    assert run("train.py", ".", "./train.py")[1].count("ZL302") == 1


def test_quiet_prints_the_findings_alone(project, run):
    write(project, train=STUCK)
    assert run("-q", "train.py") == (1, f"train.py:{STUCK_LINE}\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("nowhere.txt", "train.py"), "file or folder `nowhere.txt`", id="nothing-near"),
        pytest.param(("trian.py", "train.py"), "file or folder `trian.py`; did you mean `train.py`?", id="a-near-file"),
        pytest.param(("train.py", "src/moel.py"), "`src/moel.py`; did you mean `src/model.py`?", id="in-a-folder"),
        pytest.param(("train.py", "scr/model.py"), "`scr/model.py`; did you mean `src/model.py`?", id="near-folder"),
        pytest.param(("train.py", "scr"), "file or folder `scr`; did you mean `src`?", id="the-folder-itself"),
        pytest.param(("train", "train.py"), "file or folder `train`; did you mean `train.py`?", id="without-suffix"),
        pytest.param(("train.py/x", "train.py"), "file or folder `train.py/x`", id="below-a-file"),
        pytest.param(("chek", "train.py"), "`chek`; did you mean `zerolint check train.py`?", id="a-near-command"),
        pytest.param(("fcts", "train.py"), "`fcts`; did you mean `zerolint facts train.py`?", id="another-command"),
        pytest.param(("-q", "explain", "train.py"), "did you mean `zerolint rule train.py`?", id="of-another-tool"),
        pytest.param(("check", "rulse", "train.py"), "file or folder `rulse`", id="a-check-was-meant"),
        pytest.param(("--fix", "nowhere.py", "train.py"), "`nowhere.py`", id="with-fixes"),
        pytest.param(("--exit-zero", "nowhere.py", "train.py"), "`nowhere.py`", id="with-exit-zero"),
    ],
)
def test_a_path_that_leads_nowhere_is_wrong_usage_and_the_others_are_checked(project, run, arguments, told):
    write(project, train=STUCK)
    (project / "src").mkdir()
    write(project / "src", model=FINE)
    status, out, err = run(*arguments)
    assert (status, out) == (2, f"train.py:{STUCK_LINE}\n")
    first, *_ = err.splitlines()
    assert first.startswith("zerolint: error: there is no ")
    assert first.endswith(told)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("rulse",), "zerolint rules"),
        (("explain", "ZL201"), "zerolint rule ZL201"),
        (("lint",), "zerolint check"),
        (("cnofig", "--quiet"), "zerolint config"),
        (("new_rule", "swapped"), "zerolint new-rule swapped"),
    ],
)
def test_a_mistyped_command_is_told_and_nothing_else(project, run, arguments, meant):
    told = f"zerolint: error: there is no command, file or folder `{arguments[0]}`; did you mean `{meant}`?\n"
    assert run(*arguments) == (2, "", told)


def test_every_path_that_leads_nowhere_is_told_and_reports_are_complete(project, run):
    write(project, train=STUCK)
    status, out, err = run("one.txt", "train.py", "two.txt", "--output-format", "json")
    assert (status, len(json.loads(out))) == (2, 1)
    assert err.count("zerolint: error: there is no file or folder") == 2
    assert run("--fix-only", "one.txt", "train.py")[0] == 2
    assert run("--diff", "one.txt", "train.py")[0] == 2


def test_a_link_that_leads_nowhere_is_there_and_cannot_be_read(project, run):
    (project / "train.py").symlink_to("gone.py")
    assert run("train.py")[:2] == (1, "train.py:1:1: ZL002 cannot be read: no such file\n")


@pytest.mark.parametrize(
    ("flags", "printed"),
    [
        pytest.param((), "", id="concise"),
        pytest.param(("--output-format", "json"), "[]\n", id="json"),
        pytest.param(("--statistics",), "No findings in 0 files.\nNone of 0 files trains a model.\n", id="statistics"),
    ],
)
def test_no_files_are_a_warning_and_end_with_0(project, run, flags, printed):
    (project / "empty").mkdir()
    warning = "zerolint: warning: no Python files or notebooks in `empty`\n"
    assert run("empty", *flags) == (0, printed, warning)


def test_exit_zero_hides_findings_from_the_exit_status_only(project, run):
    write(project, train=STUCK)
    assert run("--exit-zero", "train.py")[:2] == (0, f"train.py:{STUCK_LINE}\n")


def breaking(facts, options):
    yield from ()
    raise ValueError("oops")


@pytest.mark.parametrize("flags", [(), ("--exit-zero",)], ids=["plain", "exit-zero"])
def test_an_internal_error_ends_with_2_and_the_other_files_are_checked(project, run, monkeypatch, flags):
    implemented()
    monkeypatch.setitem(DETECTORS, "ZL301", breaking)
    write(project, a=FINE, b=STUCK)
    status, out, _ = run(*flags, "-q", ".")
    assert status == 2
    assert out.splitlines() == [
        "a.py:1:1: ZL005 internal error while asking the rule ZL301: ValueError: oops",
        f"b.py:{STUCK_LINE}",
        "b.py:1:1: ZL005 internal error while asking the rule ZL301: ValueError: oops",
    ]


@pytest.mark.parametrize(
    ("flags", "codes"),
    [
        pytest.param((), ["ZL301", "ZL302"], id="default"),
        pytest.param(("--select", "ZL302"), ["ZL302"], id="code"),
        pytest.param(("--select", "ZL3,leakage"), ["ZL301", "ZL302"], id="list"),
        pytest.param(("--select", "ZL301", "--select", "ZL302"), ["ZL301", "ZL302"], id="repeated"),
        pytest.param(("--select", "rounded-away-learning-rate"), ["ZL301"], id="name"),
        pytest.param(("--ignore", "ZL301"), ["ZL302"], id="ignore"),
        pytest.param(("--select", "ZL1", "--extend-select", "ZL301"), ["ZL301"], id="extend"),
        pytest.param(("--select", "ZL1"), [], id="others"),
    ],
)
def test_rules_are_selected(project, run, flags, codes):
    write(project, a=SMALL, b=STUCK)
    assert re.findall(r"ZL\d{3}", run(*flags, "-q")[1]) == codes


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(
            ("--select", "ZL3O1"), "--select: unknown rule or selector `ZL3O1`; did you mean `ZL301`?", id="select"
        ),
        pytest.param(
            ("--ignore", "cots"), "--ignore: unknown rule or selector `cots`; did you mean `cost`?", id="ignore"
        ),
        pytest.param(("--select", ""), "--select: an empty selector names no rule", id="empty-select"),
        pytest.param(("--select", "ZL3,"), "--select: an empty selector names no rule", id="trailing-comma"),
        pytest.param(("--extend-select", " "), "--extend-select: an empty selector", id="blank-extend-select"),
        pytest.param(("--ignore", ""), "--ignore: an empty selector names no rule", id="empty-ignore"),
        pytest.param(("--selct", "ZL3"), "unknown option --selct; did you mean `--select`?", id="option"),
        pytest.param(
            ("--output-format", "jsn"), "--output-format: unknown format `jsn`; did you mean `json`?", id="format"
        ),
        pytest.param(("--isolated", "--config", "x.toml"), "--isolated and --config contradict", id="contradiction"),
        pytest.param(("--config", "x.toml"), "x.toml: cannot be read: no such file or directory", id="no-config"),
        pytest.param(("@absent",), "argument file `absent`: no such file or directory", id="no-argument-file"),
        pytest.param(("--isolated", "rules"), "the command comes first: `zerolint rules ...`", id="late-command"),
        pytest.param(("rule", "ZL3O1"), "unknown rule `ZL3O1`; did you mean `ZL301`?", id="rule"),
        pytest.param(
            ("rule", "leakag"), "unknown rule `leakag`; `zerolint rules` lists them", id="no-family-for-a-rule"
        ),
        pytest.param(
            ("rule", "leakage"),
            "`leakage` is no single rule; `zerolint rules leakage` lists what it stands for",
            id="family",
        ),
        pytest.param(("--diff-base",), "zerolint: --diff-base: expected one argument\n", id="value-missing"),
        pytest.param(("rules", "ZL9"), "unknown rule or selector `ZL9`", id="rules"),
        pytest.param(("rule",), "the following arguments are required: CODE", id="rule-without-code"),
        pytest.param(("facts", "absent.py"), "absent.py: no such file", id="facts"),
        pytest.param(("-o", "train.py/x", "train.py"), "--output-file train.py/x: ", id="output-file"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(project, run, arguments, complaint):
    write(project, train=STUCK)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("zerolint")
    assert complaint in err


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("[rules.ZL302]\nseverity = 'info'", id="code"),
        pytest.param("[rules.non-positive-learning-rate]\nseverity = 'info'", id="name"),
        pytest.param("[rules]\nZL302 = { severity = 'info' }", id="inline"),
        pytest.param("select = ['ZL3']\n[rules.ZL302]\nseverity = 'info'", id="selected"),
        pytest.param("fail-on = 'info'\n[rules.ZL302]\nseverity = 'info'", id="with-fail-on"),
    ],
)
def test_a_finding_that_the_settings_call_info_is_shown_as_info(project, run, table):
    write(project, train=STUCK)
    (project / "zerolint.toml").write_text(table)
    status, out, _ = run("train.py", "--output-format", "json")
    assert (status, [(each["code"], each["severity"]) for each in json.loads(out)]) == (1, [("ZL302", "info")])


@pytest.mark.parametrize("table", ["fail-on = 'warning'\n[rules.ZL302]\nseverity = 'info'", "ignore = ['ZL302']"])
def test_info_by_settings_neither_fails_a_run_that_fails_on_warnings_nor_beats_ignore(project, run, table):
    write(project, train=STUCK)
    (project / "zerolint.toml").write_text(table)
    assert run("train.py")[0] == 0


def test_who_excludes_nothing_says_so_by_an_empty_text_as_in_ruff(project, run):
    (project / "build").mkdir()
    write(project / "build", train=STUCK)
    assert run("-q")[1] == ""
    assert run("-q", "--exclude", "")[1].startswith("build/train.py:")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(
            "[tool.zerolint]\nselct = []", "pyproject.toml: unknown key `selct`; did you mean `select`?", id="key"
        ),
        pytest.param("[tool.zerolint]\nselect = [", "pyproject.toml", id="toml"),
    ],
)
def test_wrong_settings_end_with_2(project, run, text, complaint):
    write(project, train=FINE)
    (project / "pyproject.toml").write_text(text)
    status, out, err = run("train.py")
    assert (status, out) == (2, "")
    assert complaint in err
    assert run("--isolated", "train.py")[0] == 0


def test_a_bare_word_is_the_command_and_a_path_the_folder(project, run):
    (project / "rules").mkdir()
    (project / "rules" / "train.py").write_text(STUCK)
    assert run("rules")[1].startswith("linter\n  ZL001")
    reported = f"{os.path.join('rules', 'train.py')}:{STUCK_LINE}\n"
    for path in ("./rules", "rules/", "rules/train.py"):
        assert run(path, "-q") == (1, reported, "")
    assert run("check", "rules", "-q") == (1, reported, "")


def test_each_file_is_checked_under_its_own_settings(project, run):
    for name in ("a", "b"):
        (project / name).mkdir()
        (project / name / "train.py").write_text(STUCK)
    (project / "b" / "zerolint.toml").write_text('ignore = ["ZL302"]')
    assert re.findall(r"^\w", run("-q")[1], re.MULTILINE) == ["a"]
    assert re.findall(r"^\w", run("-q", "--isolated")[1], re.MULTILINE) == ["a", "b"]


def test_excludes_of_a_folder_further_down_hold_below_it(project, run):
    (project / "a" / "old").mkdir(parents=True)
    (project / "old").mkdir()
    for folder in ("a", "a/old", "old"):
        (project / folder / "train.py").write_text(STUCK)
    (project / "a" / "zerolint.toml").write_text('extend-exclude = ["old/"]')
    assert [line.split(":")[0] for line in run("-q")[1].splitlines()] == ["a/train.py", "old/train.py"]


@pytest.mark.parametrize(
    ("flags", "files"),
    [
        pytest.param((), ["src/train.py"], id="default"),
        pytest.param(("--extend-exclude", "src"), [], id="extend-exclude"),
        pytest.param(("--exclude", "src"), ["build/train.py"], id="exclude-replaces-the-built-in-list"),
        pytest.param(("--no-respect-gitignore",), ["ignored/train.py", "src/train.py"], id="no-respect-gitignore"),
        pytest.param(("build/train.py",), ["build/train.py"], id="named"),
        pytest.param(("--force-exclude", "build/train.py"), [], id="named-and-forced"),
    ],
)
def test_files_are_left_out(project, run, flags, files):
    (project / ".git").mkdir()
    for folder in ("src", "build", "ignored"):
        (project / folder).mkdir()
        (project / folder / "train.py").write_text(STUCK)
    (project / ".gitignore").write_text("ignored/\n")
    assert [line.split(":")[0] for line in run("-q", *flags)[1].splitlines()] == files


def test_the_format_comes_from_the_settings_and_the_command_line_wins(project, run):
    write(project, train=STUCK)
    (project / "zerolint.toml").write_text('output-format = "json"')
    assert json.loads(run("train.py")[1])[0]["code"] == "ZL302"
    assert run("train.py", "--output-format", "concise")[1] == f"train.py:{STUCK_LINE}\n"


def test_the_report_goes_to_a_file_whole(project, run):
    write(project, train=STUCK)
    file = project / "made" / "here" / "report.json"
    status, out, _ = run("train.py", "--output-format", "json", "--output-file", str(file))
    assert (status, out) == (1, "")
    assert json.loads(file.read_text())[0]["filename"] == str(project / "train.py")
    assert [path.name for path in file.parent.iterdir()] == ["report.json"]


def test_a_report_for_a_file_has_no_colors_unless_told(project, run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    write(project, train=STUCK)
    run("train.py", "-o", "plain.txt")
    run("train.py", "-o", "colored.txt", "--color", "always")
    assert "\x1b" not in (project / "plain.txt").read_text()
    assert "\x1b" in (project / "colored.txt").read_text()
    assert "\x1b" in run("train.py")[1]
    assert "\x1b" not in run("train.py", "--color", "never")[1]


def test_statistics_stand_in_for_the_findings(project, run):
    write(project, a=STUCK, b=STUCK, c=SMALL)
    status, out, err = run("--statistics")
    assert (status, err) == (1, "")
    assert [line.split()[:2] for line in out.splitlines()[:2]] == [["2", "ZL302"], ["1", "ZL301"]]
    assert out.splitlines()[2:] == ["Found 3 findings in 3 of 3 files.", "3 of 3 files train a model; no fit was seen."]


def test_json_statistics_leave_standard_output_to_the_program(project, run):
    write(project, a=STUCK)
    status, out, err = run("--statistics", "--output-format", "json")
    assert json.loads(out) == [{"code": "ZL302", "name": "non-positive-learning-rate", "count": 1}]
    assert err.startswith("Found 1 finding in 1 file.\n1 of 1 file trains a model")
    assert status == 1


def test_arguments_are_read_from_a_file(project, run):
    write(project, train=STUCK, other=STUCK)
    (project / "changed").write_text("train.py\n\n-q\n")
    assert run("@changed") == (1, f"train.py:{STUCK_LINE}\n", "")


def test_an_empty_list_of_files_is_not_everything(project, run):
    write(project, train=STUCK)
    (project / "changed").write_text("")
    assert run("@changed")[:2] == (0, "")


def test_standard_input_is_checked_under_its_name(project):
    script = STUCK.encode()
    assert process("-q", "-", input=script).stdout.decode() == f"<stdin>:{STUCK_LINE}\n"
    named = process("-q", "-", "--stdin-filename", "src/train.py", input=script)
    assert (named.returncode, named.stdout.decode()) == (1, f"src/train.py:{STUCK_LINE}\n")


def test_standard_input_can_be_a_notebook(project):
    done = process("-q", "-", "--stdin-filename", "x.ipynb", input=notebook(STUCK).encode())
    assert done.stdout.decode() == f"x.ipynb:cell 1:{STUCK_LINE}\n"


def test_the_name_of_standard_input_decides_its_settings_and_excludes(project):
    (project / "old").mkdir()
    (project / "old" / "zerolint.toml").write_text('ignore = ["ZL302"]')
    assert process("-q", "-", "--stdin-filename", "old/train.py", input=STUCK.encode()).returncode == 0
    (project / "old" / "zerolint.toml").write_text('extend-exclude = ["train.py"]')
    arguments = ("-q", "-", "--stdin-filename", "old/train.py")
    assert process(*arguments, input=STUCK.encode()).returncode == 1
    assert process(*arguments, "--force-exclude", input=STUCK.encode()).returncode == 0


def test_a_reader_that_goes_away_is_no_error(project):
    for number in range(300):
        write(project, **{f"train_{number:03d}": STUCK})
    command = [sys.executable, "-m", "zerolint", "-q", "--output-format", "full"]
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"ZL302")
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device to write to")
def test_a_report_that_cannot_be_written_ends_with_2(project):
    write(project, train=STUCK)
    command = [sys.executable, "-m", "zerolint", "-q", "train.py"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, cwd=project, env=environment(), stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (2, b"zerolint: no space left on device\n")


def heeds_interrupts() -> None:
    """A shell has what it runs in the background ignore them, and what that runs in turn."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_quietly(project):
    command = [sys.executable, "-m", "zerolint", "-"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=project, env=environment(), preexec_fn=heeds_interrupts, **pipes) as running:
        # More than a pipe holds has been taken once it waits for the rest, and waits until the signal comes.
        running.stdin.write(b"#" * (1 << 20))
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=30) == (b"", b"")
        assert running.returncode == 130


def test_a_name_that_is_no_text_is_printed_all_the_same(project):
    name = os.fsdecode(b"tr\xffin.py")
    try:
        (project / name).write_text(STUCK)
    except OSError:
        (project / "train.py").write_text(STUCK)
    for flags in ((), ("--output-format", "json"), ("--output-format", "full")):
        done = process("-q", *flags, cwd=project)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"ZL302" in done.stdout


def test_a_terminal_gets_colors(project):
    write(project, train=STUCK)
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "zerolint", "-q", "train.py"]
    with subprocess.Popen(command, cwd=project, env=environment(TERM="xterm"), stdout=terminal) as running:
        assert running.wait(timeout=60) == 1
    os.close(terminal)
    assert b"\x1b[1;31mZL302\x1b[0m" in os.read(controller, 4096)
    os.close(controller)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "quiet", "patience", "shown"),
    [
        pytest.param(Terminal, {}, False, 0.0, True, id="terminal"),
        pytest.param(Terminal, {}, False, 60.0, False, id="short-run"),
        pytest.param(Terminal, {"CI": "true"}, False, 0.0, False, id="ci"),
        pytest.param(Terminal, {}, True, 0.0, False, id="quiet"),
        pytest.param(io.StringIO, {}, False, 0.0, False, id="pipe"),
    ],
)
def test_progress_is_shown_to_a_patient_person_and_erased(stream, environ, quiet, patience, shown):
    written = stream()
    with Progress(2, written, environ, quiet=quiet, patience=patience) as progress:
        progress.step("a.py")
        progress.step("b.py")
    assert ("1 of 2 files: a.py" in written.getvalue()) is shown
    assert written.getvalue().endswith("\r\x1b[K") is shown


def test_the_version_is_printed(run):
    assert run("--version") == (0, f"zerolint {zerolint.__version__}\n", "")
    assert run("-q", "-V") == (0, f"zerolint {zerolint.__version__}\n", "")


def test_the_help_teaches(run):
    status, out, _ = run("--help")
    assert status == 0
    for command in set(COMMANDS) - {"check"}:
        assert f"zerolint {command}" in out
    for flag in (
        "--select",
        "--output-format",
        "--statistics",
        "--isolated",
        "--no-cache",
        "--cache-dir",
        "--stdin-filename",
    ):
        assert flag in out
    for word in ("examples:", "exit status: 0", "# zerolint: ignore[", "pyproject.toml"):
        assert word in out


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(run, command):
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("usage: zerolint ")
    assert "example" in out


def test_a_rule_is_explained_by_code_and_by_name(run):
    status, out, _ = run("rule", "ZL302")
    assert (status, out.splitlines()[0]) == (0, "ZL302 non-positive-learning-rate")
    assert run("rule", "non-positive-learning-rate") == (0, out, "")
    assert run("rule", "ZL302", "--output-format", "markdown")[1].startswith("# non-positive-learning-rate (ZL302)\n")
    assert json.loads(run("rule", "ZL302", "--output-format", "json")[1])["code"] == "ZL302"


def test_the_rules_are_listed(run):
    assert re.findall(r"^  (ZL\d{3}) ", run("rules")[1], re.MULTILINE) == list(load().rules)
    assert [rule["code"] for rule in json.loads(run("rules", "--output-format", "json")[1])] == list(load().rules)
    assert re.findall(r"^  (ZL\d)", run("rules", "optimizer,ZL1")[1], re.MULTILINE)[0] == "ZL1"


def test_the_facts_of_a_script_are_printed(project, run):
    write(project, train=STUCK)
    status, out, err = run("facts", "train.py")
    assert (status, err) == (0, "")
    assert "line 3: optimizer SGD, learning rate 0.0" in out.splitlines()


def test_the_facts_of_what_does_not_parse_say_so(project, run):
    write(project, train="import keras\nx = (\n")
    assert run("facts", "train.py") == (1, "", "line 2: '(' was never closed\n")


def test_the_settings_are_listed_and_have_a_schema(run):
    assert "per-file-ignores" in run("config")[1]
    schema = json.loads(run("config", "--schema")[1])
    jsonschema.validate({"select": ["ZL3"]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"selct": ["ZL3"]}, schema)
