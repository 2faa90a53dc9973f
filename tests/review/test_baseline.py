"""`--baseline` and `--write-baseline` through histories of edits: known findings stay known, new ones appear."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.support.notebooks import notebook
from zerolint.source.json_depth import MAX_JSON_DEPTH

FILE = "zerolint-baseline.json"
SGD = "old = keras.optimizers.SGD(learning_rate=0.0)\n"
OLD = f"import keras\n\n{SGD}"
ADAM = "new = keras.optimizers.Adam(learning_rate=0.0)\n"
FINE = "import keras\n\nfine = keras.optimizers.SGD(learning_rate=0.01)\n"


@pytest.fixture
def write(project):
    """`write("train.py", text)`"""

    def call(name: str, text: str | bytes) -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return call


@pytest.fixture
def accept(run):
    """Write the baseline; what is said about it."""

    def call(*more: str) -> str:
        status, out, err = run("--baseline", FILE, "--write-baseline", *more)
        assert (status, out) == (0, "")
        return err

    return call


@pytest.fixture
def new(run):
    """File and row of each finding that the baseline does not know."""

    def call(*more: str) -> list[str]:
        status, out, err = run("--baseline", FILE, "--output-format", "json", *more)
        assert status in (0, 1), err
        found = json.loads(out)
        assert status == bool(found)
        return [f"{os.path.relpath(each['filename'])}:{each['location']['row']}" for each in found]

    return call


def test_what_is_in_the_baseline_is_not_reported(write, run, accept):
    write("train.py", OLD)
    assert accept() == (f"Wrote 1 finding in 1 file to {FILE} (1 new).\nNo findings in 1 file (1 in the baseline).\n")
    assert run("--baseline", FILE) == (0, "", "No findings in 1 file (1 in the baseline).\n")
    write("train.py", OLD + ADAM)
    status, out, err = run("--baseline", FILE)
    assert (status, out) == (1, "train.py:4:43: ZL302 learning rate 0 for Adam: no weight moves\n")
    assert err == "Found 1 finding in 1 file (1 in the baseline).\n"


def test_the_file_is_sorted_and_has_a_line_for_each_entry(project, write, accept):
    write("zeta.py", OLD + ADAM + ADAM)
    write("a/b.py", "import keras\n\n\ndef build():\n    return keras.optimizers.SGD(0.0)\n")
    accept()
    text = (project / FILE).read_text()
    lines = [line.split('"statement"')[0] for line in text.splitlines()]
    assert lines == [
        "{",
        '  "zerolint-baseline": 1,',
        '  "files": {',
        '    "a/b.py": [',
        '      {"rule": "ZL302", "scope": "build", "code": "return keras.optimizers.SGD(0.0)", ',
        "    ],",
        '    "zeta.py": [',
        '      {"rule": "ZL302", "code": "new = keras.optimizers.Adam(learning_rate=0.0)", ',
        '      {"rule": "ZL302", "code": "old = keras.optimizers.SGD(learning_rate=0.0)", ',
        "    ]",
        "  }",
        "}",
    ]
    assert text.count('"count": 2') == 1
    assert json.loads(text)["files"]["zeta.py"][0]["count"] == 2


def test_what_is_written_does_not_depend_on_the_run(project, write, accept):
    write("b.py", OLD + ADAM)
    write("a.py", OLD)
    accept("b.py")
    accept("a.py")
    first = (project / FILE).read_bytes()
    (project / FILE).unlink()
    accept(".")
    assert (project / FILE).read_bytes() == first
    before = (project / FILE).stat()
    assert accept().startswith(f"Wrote 3 findings in 2 files to {FILE} (as before).\n")
    assert (project / FILE).stat().st_mtime_ns == before.st_mtime_ns
    assert (project / FILE).stat().st_ino == before.st_ino


EDITS = {
    "lines above": lambda text: "import os\n\n\nprint(os.name)\n" + text,
    "lines below": lambda text: text + "print(old)\n",
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "no final line end": lambda text: text.rstrip("\n"),
    "white space": lambda text: text.replace("(learning_rate=0.0)", "( learning_rate = 0.0 )"),
    "several lines": lambda text: text.replace("(learning_rate=0.0)", "(\n    # why\n    learning_rate=0.0,\n)"),
    "brackets": lambda text: text.replace(
        "keras.optimizers.SGD(learning_rate=0.0)", "(keras.optimizers.SGD(\nlearning_rate=0.0))"
    ),
    "a comment": lambda text: text.replace("0.0)", "0.0)  # to be mended"),
    "another argument": lambda text: text.replace("0.0)", "0.0, momentum=0.9)"),
    "another name": lambda text: text.replace("old =", "optimizer ="),
    "into a function": lambda text: text.replace("\nold", "\n\ndef build():\n    old"),
    "into a branch": lambda text: text.replace("\nold", "\nif len('a'):\n    old"),
    "another spelling of the number": lambda text: text.replace("0.0", "0."),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_that_leaves_the_defect_makes_nothing_new(write, accept, new, edit):
    write("train.py", OLD)
    accept()
    write("train.py", edit(OLD))
    assert new() == []


def test_a_renamed_function_keeps_its_findings(write, accept, new):
    text = "import keras\n\n\nclass Trainer:\n    def build(self):\n        return keras.optimizers.SGD(0.0)\n"
    write("train.py", text)
    accept()
    write("train.py", text.replace("Trainer", "Runner").replace("build", "make"))
    assert new() == []


def test_an_entry_of_a_settings_dict_is_known_whatever_stands_beside_it(write, accept, new):
    text = 'import keras\n\nCONFIG = {{"rate": 0.0, "units": {}}}\nopt = keras.optimizers.SGD(CONFIG["rate"])\n'
    write("train.py", text.format(4))
    accept()
    write("train.py", text.format(8))
    assert new() == []


def test_through_a_history_of_edits_only_what_was_added_appears(write, accept, new):
    block = "import keras\n\n\ndef {}():\n    return keras.optimizers.SGD({})\n\n"
    write("train.py", block.format("build", "0.0"))
    accept()
    write("train.py", block.format("build", "0.0") + ADAM)
    assert new() == ["train.py:7"]
    accept()
    for name, arguments in (("other", "0.0"), ("other", "0.0, momentum=0.5"), ("last", "0.0, momentum=0.5")):
        write("train.py", block.format(name, arguments) + ADAM)
        assert new() == []
        accept()
    write("train.py", ADAM.join([block.format("last", "0.0, momentum=0.9"), "x = keras.optimizers.Nadam(0.0)\n"]))
    assert new() == ["train.py:8"]


def test_the_same_again_is_new_and_so_is_another_in_place_of_the_one_that_went(write, accept, new):
    write("train.py", OLD)
    accept()
    write("train.py", OLD + "print()\n" + SGD)
    assert new() == ["train.py:5"]
    write("train.py", OLD.replace("SGD", "Adam"))
    assert new() == ["train.py:3"]
    write("train.py", OLD.replace("0.0", "-1.0"))
    assert new() == ["train.py:3"]


def test_of_two_equal_ones_either_may_go(write, accept, new):
    write("train.py", OLD + "print()\n" + SGD)
    accept()
    write("train.py", "import keras\n\nprint()\n" + SGD)
    assert new() == []
    write("train.py", "import keras\n\nprint()\n" + SGD + "print()\n" + SGD)
    assert new() == []
    write("train.py", OLD + SGD + SGD)
    assert len(new()) == 1


def test_the_one_in_the_new_function_is_new(write, accept, new):
    block = "def {}():\n    return keras.optimizers.SGD(0.0)\n"
    write("train.py", "import keras\n" + block.format("b"))
    accept()
    write("train.py", "import keras\n" + block.format("a") + block.format("b"))
    assert new() == ["train.py:3"]


def test_cells_around_the_finding_may_come_and_go(write, accept, new):
    write("eda.ipynb", notebook("import keras\n", SGD))
    accept()
    write("eda.ipynb", notebook("%matplotlib inline\n", "import keras\n", "!ls\n", SGD, "print(old)\n"))
    assert new() == []
    write("eda.ipynb", notebook("import keras\n", SGD, ADAM))
    assert new() == ["eda.ipynb:1"]


def test_a_notebook_on_one_line_is_the_same_notebook(write, accept, new):
    text = notebook("import keras\n", SGD)
    write("eda.ipynb", text)
    accept()
    write("eda.ipynb", json.dumps(json.loads(text)))
    assert new() == []


def test_a_renamed_file_takes_its_entries_along(project, write, run, accept, new):
    write("train.py", OLD)
    accept()
    (project / "train.py").rename(project / "fit.py")
    assert new() == []
    assert new("fit.py") == []
    assert "stale" not in run("--baseline", FILE)[2]
    accept("fit.py")
    assert list(json.loads((project / FILE).read_text())["files"]) == ["fit.py"]


def test_a_copied_file_is_new(write, accept, new):
    write("train.py", OLD)
    accept()
    write("copy.py", OLD)
    assert new() == ["copy.py:3"]


def test_an_entry_that_is_no_longer_found_is_said_and_taken_out(project, write, run, accept):
    write("train.py", OLD + ADAM)
    accept()
    write("train.py", FINE)
    status, out, err = run("--baseline", FILE)
    assert (status, out) == (0, "")
    assert err == (
        f"zerolint: 2 entries of the baseline {FILE} are stale: no longer found\n"
        "  train.py: ZL302 new = keras.optimizers.Adam(learning_rate=0.0)\n"
        "  train.py: ZL302 old = keras.optimizers.SGD(learning_rate=0.0)\n"
        "  --write-baseline takes them out\n"
        "No findings in 1 file.\n"
    )
    assert run("--baseline", FILE, "-q") == (0, "", "")
    assert run("--baseline", FILE, "--fail-on-stale", "-q")[0] == 1
    assert run("--baseline", FILE, "--fail-on-stale", "--exit-zero", "-q")[0] == 0
    assert accept().startswith(f"Wrote 0 findings in 0 files to {FILE} (2 stale taken out).\n")
    assert run("--baseline", FILE, "--fail-on-stale") == (0, "", "No findings in 1 file.\n")
    assert json.loads((project / FILE).read_text()) == {"zerolint-baseline": 1, "files": {}}


def test_many_stale_entries_are_counted(write, run, accept):
    write("train.py", OLD + "".join(f"x{n} = keras.optimizers.SGD(learning_rate=0.0)\n" for n in range(9)))
    accept()
    write("train.py", FINE)
    assert "  and 5 more\n" in run("--baseline", FILE)[2]


STILL = {
    "a file that was not checked": ("other.py",),
    "a rule that was not asked for": ("--select", "ZL1"),
    "a rule that was ignored": ("--ignore", "ZL302"),
}


@pytest.mark.parametrize("arguments", STILL.values(), ids=STILL)
def test_what_was_not_looked_for_is_not_stale(project, write, run, accept, arguments):
    write("train.py", OLD)
    write("other.py", FINE)
    accept()
    before = (project / FILE).read_bytes()
    write("train.py", FINE)
    assert run("--baseline", FILE, "--fail-on-stale", *arguments)[0] == 0
    accept(*arguments)
    assert (project / FILE).read_bytes() == before


def test_a_file_that_does_not_parse_keeps_its_entries(project, write, run, accept):
    write("train.py", OLD)
    accept()
    write("train.py", OLD + "def (:\n")
    status, out, err = run("--baseline", FILE)
    assert (status, "ZL001" in out, "stale" in err) == (1, True, False)
    accept()
    write("train.py", OLD)
    assert run("--baseline", FILE)[0] == 0


def test_a_file_that_is_gone_is_stale_where_its_folder_was_checked(project, write, run, accept):
    write("deep/train.py", OLD)
    write("other.py", FINE)
    accept()
    (project / "deep/train.py").unlink()
    assert "stale" not in run("--baseline", FILE, "other.py")[2]
    assert "deep/train.py: ZL302" in run("--baseline", FILE)[2]
    assert "deep/train.py: ZL302" in run("--baseline", FILE, "deep", "other.py")[2]


def test_paths_count_from_the_folder_of_the_baseline(project, write, run, monkeypatch):
    write("src/train.py", OLD)
    (project / "ci").mkdir()
    assert run("--write-baseline", "--baseline", "ci/known.json", "src")[0] == 0
    assert list(json.loads((project / "ci/known.json").read_text())["files"]) == ["../src/train.py"]
    monkeypatch.chdir(project / "src")
    assert run("--baseline", "../ci/known.json", "train.py")[0] == 0
    assert run("--baseline", str(project / "ci/known.json"), str(project / "src"))[0] == 0


def test_the_baseline_moves_with_its_project(project, write, run, accept):
    write("a/src/train.py", OLD)
    assert run("--write-baseline", "--baseline", "a/known.json")[0] == 0
    (project / "a").rename(project / "b")
    assert run("--baseline", "b/known.json", "--fail-on-stale")[0] == 0


def test_standard_input_is_known_by_the_name_it_is_given(write, run, accept, monkeypatch):
    import io
    import sys

    write("train.py", OLD)
    accept()
    for arguments, status in ((["--stdin-filename", "train.py"], 0), ([], 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n" + OLD.encode())))
        assert run("--baseline", FILE, *arguments, "-")[0] == status


def test_the_settings_name_it_from_their_own_folder(project, write, run, monkeypatch):
    write("zerolint.toml", 'baseline = "ci/known.json"\n')
    write("src/train.py", OLD)
    assert run("--write-baseline")[2].startswith(f"Wrote 1 finding in 1 file to {os.path.join('ci', 'known.json')}")
    assert run()[0] == 0
    monkeypatch.chdir(project / "src")
    assert run("train.py")[0] == 0
    assert run("--no-baseline", "train.py")[0] == 1
    write("other.json", '{"zerolint-baseline": 1, "files": {}}')
    assert run("--baseline", "../other.json", "train.py")[0] == 1


def test_every_project_of_a_repository_has_its_own(project, write, run):
    for name in ("a", "b"):
        write(f"{name}/zerolint.toml", 'baseline = "known.json"\n')
        write(f"{name}/train.py", OLD)
    write("c/train.py", OLD)
    status, out, err = run("--write-baseline", "a", "b")
    assert (status, out, err.count("Wrote 1 finding")) == (0, "", 2)
    status, out, err = run()
    assert (status, out.count("ZL302"), "(2 in the baseline)" in err) == (1, 1, True)


def test_without_a_name_it_is_written_to_the_current_folder(project, write, run):
    write("train.py", OLD)
    assert run("--write-baseline")[0] == 0
    assert (project / FILE).exists()
    assert run()[0] == 1


DAMAGED = {
    "empty": (b"", "is not JSON"),
    "cut off": (b'{"zerolint-baseline": 1, "files": {', "known.json:1:36: is not JSON"),
    "another tool's": (b'{"version": "1.5.0", "results": {}}', 'it has no key "zerolint-baseline"'),
    "a list": (b"[]", "is not a baseline of zerolint"),
    "a newer one": (b'{"zerolint-baseline": 2}', "has version 2, this zerolint reads version 1"),
    "binary": (b"\xff\xfe\x00", "it is not UTF-8"),
    "a conflict": (b'{\n<<<<<<< HEAD\n"zerolint-baseline": 1\n=======\n', "has conflict markers"),
    "deep": (b"[" * (MAX_JSON_DEPTH + 1) + b"]" * (MAX_JSON_DEPTH + 1), "its JSON is nested too deeply"),
    "as deep as is read": (b"[" * MAX_JSON_DEPTH + b"]" * MAX_JSON_DEPTH, "it has no key"),
    "no files": (b'{"zerolint-baseline": 1}', '"files" is not an object'),
    "files of another kind": (
        b'{"zerolint-baseline": 1, "files": {"a.py": 3}}',
        'the entries of "a.py" are not a list',
    ),
    "an entry of another kind": (
        b'{"zerolint-baseline": 1, "files": {"a.py": [3]}}',
        'entry 1 of "a.py" is not an object',
    ),
    "an entry without a hash": (b'{"zerolint-baseline": 1, "files": {"a.py": [{"rule": "ZL302"}]}}', "entry 1"),
    "a rule that is no text": (b'{"zerolint-baseline": 1, "files": {"a.py": [{"rule": 3}]}}', '"rule" in entry 1'),
    "a count below one": (
        b'{"zerolint-baseline": 1, "files": {"a.py": [{"rule": "ZL302", "statement": "0123456789abcdef",'
        b' "part": "0123456789abcdef", "count": 0}]}}',
        '"count" in entry 1',
    ),
}


@pytest.mark.parametrize(("data", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_is_no_baseline_is_refused_and_never_overwritten(project, write, run, data, told):
    write("train.py", OLD)
    write("known.json", data)
    for arguments in ((), ("--write-baseline",)):
        status, out, err = run("--baseline", "known.json", *arguments)
        assert (status, out) == (2, "")
        assert err.startswith("zerolint: known.json")
        assert told in err
        assert (project / "known.json").read_bytes() == data


def test_a_baseline_that_is_not_there_says_how_to_make_it(write, run):
    write("train.py", OLD)
    status, out, err = run("--baseline", "known.json")
    assert (status, out) == (2, "")
    assert err == "zerolint: known.json: no such baseline; `--baseline known.json --write-baseline` makes it\n"


def test_a_folder_or_an_unwritable_place_is_an_error(project, write, run):
    write("train.py", OLD)
    (project / "known").mkdir()
    assert run("--baseline", "known")[2] == "zerolint: known: cannot be read: is a directory\n"
    write("file", "")
    status, _, err = run("--baseline", "file/known.json", "--write-baseline")
    assert (status, err.startswith("zerolint: ")) == (2, True)


def test_writing_keeps_mode_and_link_and_leaves_nothing_beside(project, write, accept):
    write("real/known.json", '{"zerolint-baseline": 1, "files": {}}').chmod(0o640)
    (project / FILE).symlink_to("real/known.json")
    write("train.py", OLD)
    accept()
    assert (project / FILE).is_symlink()
    assert stat.S_IMODE((project / "real/known.json").stat().st_mode) == 0o640
    assert os.listdir(project / "real") == ["known.json"]
    assert "train.py" in (project / "real/known.json").read_text()


def test_branches_that_add_entries_to_different_files_merge(project, write, run, accept):
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    def commit(message: str) -> None:
        accept()
        git("add", "-A")
        git("commit", "-qm", message)

    git("init", "-q", "-b", "main")
    for name in "acegik":
        write(f"{name}.py", OLD)
    commit("start")
    git("checkout", "-qb", "left")
    write("b.py", OLD)
    commit("left")
    git("checkout", "-q", "main")
    write("j.py", OLD)
    write("e.py", FINE)
    commit("right")
    git("merge", "-q", "left", "-m", "merge")
    assert run("--baseline", FILE, "--fail-on-stale")[0] == 0


def test_a_suppression_of_a_known_finding_is_still_used(write, run, accept):
    write("train.py", OLD + ADAM)
    accept()
    suppressed = OLD.replace(")\n", ")  # zerolint: ignore[ZL302] a test\n")
    write("train.py", suppressed + ADAM)
    status, out, err = run("--baseline", FILE, "--extend-select", "ZL003")
    assert (status, out) == (0, "")
    assert "1 entry of the baseline" in err


def test_known_complaints_about_comments_stay_known(write, run, accept):
    text = FINE.replace(")\n", ")  # zerolint: ignore[ZL301] not needed\n")
    write("train.py", text)
    accept("--extend-select", "ZL003")
    write("train.py", "# one more line\n" + text)
    assert run("--baseline", FILE, "--extend-select", "ZL003") == (
        0,
        "",
        "No findings in 1 file (1 in the baseline).\n",
    )
    write("train.py", text.replace("ZL301", "ZL317"))
    assert run("--baseline", FILE, "--extend-select", "ZL003")[0] == 1


def test_a_file_that_can_not_be_read_is_never_known(run, accept, project):
    (project / "absent.py").symlink_to("gone.py")
    run("--baseline", FILE, "--write-baseline", "absent.py")
    assert json.loads((project / FILE).read_text())["files"] == {}
    assert run("--baseline", FILE, "absent.py")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--write-baseline", "known.json", "train.py"),
        ("--write-baseline=known.json", "train.py"),
        ("train.py", "--write-baseline", "known.json"),
        ("--baseline", "known.json", "--write-baseline", "train.py"),
        ("--baseline", "known.json", "--write-baseline=known.json", "train.py"),
        ("check", "--write-baseline", "known.json", "--quiet", "train.py"),
    ],
)
def test_the_file_to_write_is_named_behind_the_option(project, write, run, arguments):
    write("train.py", OLD)
    write("other.py", OLD)
    for _ in range(2):
        status, out, _ = run(*arguments)
        assert (status, out) == (0, "")
        assert list(json.loads((project / "known.json").read_text())["files"]) == ["train.py"]
    assert not (project / "zerolint-baseline.json").exists()
    assert run("--baseline", "known.json", "train.py")[0] == 0


def test_the_file_to_write_goes_before_that_of_the_settings(project, write, run):
    write("train.py", OLD)
    write("zerolint.toml", 'baseline = "usual.json"\n')
    assert run("--write-baseline=accepted")[0] == 0
    assert (project / "accepted").exists()
    assert not (project / "usual.json").exists()


def test_a_syntax_error_can_be_known(write, accept, new):
    write("train.py", "import keras\n\ndef (:\n")
    accept()
    write("train.py", "# a line\nimport keras\n\ndef (:\n")
    assert new() == []


def test_a_baseline_and_a_revision_together_show_the_new_one_of_equal_ones(project, write, run, accept):
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    write("train.py", OLD)
    accept()
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "start")
    write("train.py", "import keras\n\n" + SGD + "print()\n" + SGD)
    status, out, err = run("--baseline", FILE, "--diff-base", "HEAD")
    assert (status, out.count("train.py:5:")) == (1, 1)
    assert "stale" not in err
    write("train.py", "import keras\n\n" + SGD + "\nprint()\n" + SGD.replace("SGD", "Adam") + "print(1)\n")
    assert run("--baseline", FILE, "--diff-base", "HEAD")[1].count("train.py:6:") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--no-baseline", "--baseline", "a"), "--no-baseline contradicts"),
        (("--no-baseline", "--write-baseline"), "--no-baseline contradicts"),
        (("--write-baseline", "--diff-base", "main"), "leave out --diff-base"),
        (("--write-baseline", "known.json", "--diff-base", "main"), "leave out --diff-base"),
        (("--write-baseline", "known.txt"), "a baseline is named --write-baseline=known.txt"),
        (("--baseline", "a.json", "--write-baseline", "b.json"), "name different files"),
    ],
)
def test_arguments_that_contradict_each_other(run, arguments, told):
    status, _, err = run(*arguments)
    assert (status, told in err) == (2, True)
