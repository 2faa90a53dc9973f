"""ZL003 and ZL004: which comments suppress nothing, which name no rule, whatever else is selected and filtered."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.notebooks import notebook
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = "import keras\n"
STUCK = "x = keras.optimizers.SGD(learning_rate=0.0)"
FINE = "x = keras.optimizers.SGD(learning_rate=0.01)"


def complaints(text: str, name: str = "t.py", **options) -> list[str]:
    """What is found, each with what the message says of words."""
    options.setdefault("extend_select", ("ZL003",))
    found = check_source(name, text.encode(), Settings(**options)).findings
    return [each.code + each.data.get("word", "") for each in found]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("zerolint: ignore", ["ZL003"], id="blanket"),
        pytest.param("zerolint: ignore[ZL301]", ["ZL003 `ZL301`"], id="code"),
        pytest.param("zerolint: ignore[zl3]", ["ZL003 `zl3`"], id="prefix"),
        pytest.param("zerolint: ignore[ZL]", ["ZL003 `ZL`"], id="our-prefix"),
        pytest.param("zerolint: ignore[all]", ["ZL003 `all`"], id="all"),
        pytest.param("zerolint: ignore[identical-initial-weights]", ["ZL003 `identical-initial-weights`"], id="name"),
        pytest.param("zerolint: ignore[ZL301, ZL103]", ["ZL003 `ZL301`, `ZL103`"], id="two-at-once"),
        pytest.param("zerolint: file-ignore[ZL301]", ["ZL003 `ZL301`"], id="file"),
        pytest.param("zerolint: file-ignore", [], id="blanket-for-the-file-is-a-policy"),
        pytest.param("zerolint: ignore[ZL999, nan]", ["ZL004 `ZL999`", "ZL004 `nan`"], id="unknown-words"),
        pytest.param("zerolint: ignore[ZL5, ZL999]", ["ZL003 `ZL5`", "ZL004 `ZL999`"], id="both"),
        pytest.param("zerolint: file-ignore[ZL999]", ["ZL004 `ZL999`"], id="unknown-for-the-file"),
        pytest.param("zerolint: ignore[]", ["ZL004"], id="empty"),
        pytest.param("zerolint: ignore[ZL301", ["ZL004"], id="unclosed"),
        pytest.param("zerolint: ignore: ZL301", ["ZL004"], id="colon"),
        pytest.param("noqa: ZL301", ["ZL003 `ZL301`"], id="noqa"),
        pytest.param("noqa: E501, ZL301 why", ["ZL003 `ZL301`"], id="noqa-with-others"),
        pytest.param("noqa: ZL999", ["ZL004 `ZL999`"], id="noqa-unknown"),
        pytest.param("noqa", [], id="blanket-noqa-may-be-another-linter-s"),
        pytest.param("noqa: E501", [], id="noqa-of-another-linter"),
        pytest.param("zerolint: ignore[ZL001]", ["ZL003 `ZL001`"], id="rule-of-the-linter"),
        pytest.param("zerolint: ignore[ZL301]  # zerolint: ignore[ZL003] soon", [], id="silenced"),
        pytest.param("zerolint: ignore[ZL301]  # zerolint: ignore", ["ZL003 `ZL301`", "ZL003"], id="not-by-a-blanket"),
        pytest.param("zerolint: ignore[ZL999]  # zerolint: ignore[ZL004] to come", [], id="unknown-silenced"),
        pytest.param("zerolint: ignore[ZL004]", ["ZL003 `ZL004`"], id="nothing-unknown"),
    ],
)
def test_a_comment_behind_a_line_that_is_fine(comment, expected):
    assert complaints(f"{HEAD}{FINE}  # {comment}\n") == expected


@pytest.mark.parametrize(
    ("comment", "written", "meant"),
    [
        ("zerolint: disable[ZL302]", "zerolint: disable", "ignore[ZL302]"),
        ("zerolint: disable=ZL302", "zerolint: disable", "ignore[ZL302]"),
        ("zerolint: disable", "zerolint: disable", "ignore"),
        ("zerolint: noqa", "zerolint: noqa", "ignore"),
        ("zerolint: noqa: ZL302 warm-up", "zerolint: noqa", "ignore[ZL302]"),
        ("zerolint: skip", "zerolint: skip", "ignore"),
        ("zerolint: skip-file", "zerolint: skip-file", "file-ignore"),
        ("zerolint: ignore-file", "zerolint: ignore-file", "file-ignore"),
        ("zerolint: file_ignore[ZL3]", "zerolint: file_ignore", "file-ignore[ZL3]"),
        ("zerolint: ignroe[ZL302]", "zerolint: ignroe", "ignore[ZL302]"),
        (
            "zerolint: Ignores[non-positive-learning-rate] soon",
            "zerolint: Ignores",
            "ignore[non-positive-learning-rate]",
        ),
        ("zerolint: ignore-next-line", "zerolint: ignore-next-line", "ignore"),
        ("zerolint:nolint", "zerolint:nolint", "ignore"),
        ("zerolint: ZL302", "zerolint: ZL302", "ignore[ZL302]"),
        ("zerolint: [ZL302]", "zerolint:", "ignore[ZL302]"),
        ("zerolint[ZL302]", "zerolint", "ignore[ZL302]"),
        ("zerolint ignore[ZL302] why", "zerolint ignore", "ignore[ZL302]"),
        ("zerolint ignore", "zerolint ignore", "ignore"),
        ("zerolint-ignore: ZL302", "zerolint-ignore", "ignore[ZL302]"),
        ("zerolint = ignore", "zerolint = ignore", "ignore"),
        ("zerolint: intentional", "zerolint: intentional", "ignore"),
        ("type: ignore  # zerolint: off", "zerolint: off", "ignore"),
    ],
)
@pytest.mark.parametrize("above", [False, True], ids=["behind", "above"])
def test_a_comment_that_is_no_suppression_though_it_was_meant_as_one(comment, written, meant, above):
    text = f"# {comment}\n{STUCK}" if above else f"{STUCK}  # {comment}"
    found = check_source("t.py", f"{HEAD}{text}\n".encode()).findings
    told = [load().message(each) for each in found if each.code == "ZL004"]
    assert told == [f"unknown word `{written}` in a suppression; did you mean `# zerolint: {meant}`?"]
    assert [each.code for each in found].count("ZL302") == 1


@pytest.mark.parametrize(
    "comment",
    [
        "zerolint: see #12 for why this is reported",
        "zerolint: note: the rate is that of the paper",
        "zerolint says ZL302 here",
        "zerolint ignores this file, as it trains nothing",
        "zerolint_test.py has more of these",
        "zerolint is run by CI",
        "zerolint",
        "see zerolint: disable[ZL302]",
        "https://github.com/zerolint/zerolint",
        "pip install zerolint[probe]",
    ],
)
def test_prose_about_zerolint_is_no_suppression(comment):
    assert complaints(f"{HEAD}{FINE}  # {comment}\n") == []


def test_a_string_that_looks_like_a_misspelt_suppression_is_none():
    assert complaints(f'{HEAD}x = "# zerolint: disable[ZL302]"\n') == []


def test_a_misspelt_suppression_in_a_notebook_is_told_in_its_cell():
    cells = notebook(HEAD, f"{STUCK}  # zerolint: disable[ZL302]", FINE)
    assert complaints(cells, "nb.ipynb") == ["ZL302", "ZL004 `zerolint: disable`"]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("zerolint: ignore", [], id="blanket"),
        pytest.param("zerolint: ignore[ZL]", [], id="our-prefix"),
        pytest.param("zerolint: ignore[ZL302, ZL301]", ["ZL003 `ZL301`"], id="one-of-two"),
        pytest.param("noqa: ZL302", [], id="noqa"),
        pytest.param("zerolint: ignore[ZL302]  # noqa: ZL302", [], id="two-for-one"),
        pytest.param("zerolint: file-ignore[ZL302]", [], id="file"),
        pytest.param("zerolint: ignore[ZL999]", ["ZL302", "ZL004 `ZL999`"], id="unknown"),
    ],
)
def test_a_comment_behind_a_finding(comment, expected):
    assert complaints(f"{HEAD}{STUCK}  # {comment}\n") == expected


def test_a_comment_above_a_statement_and_one_above_nothing():
    assert complaints(f"{HEAD}# zerolint: ignore[ZL302]\n{STUCK}\n") == []
    assert complaints(f"{HEAD}# zerolint: ignore[ZL302]\n{FINE}\n") == ["ZL003 `ZL302`"]
    assert complaints(f"{HEAD}{STUCK}\n# zerolint: ignore[ZL302]\n") == ["ZL302", "ZL003 `ZL302`"]


def test_a_comment_at_the_end_of_a_cell_does_nothing_for_the_next():
    cells = notebook(HEAD, "# zerolint: ignore[ZL302]", STUCK)
    assert complaints(cells, "nb.ipynb") == ["ZL003 `ZL302`", "ZL302"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(("# zerolint: file-ignore[ZL001] later\nx = (", FINE), [], id="which-the-comment-is-for"),
        pytest.param(("rate = (", "x = keras.optimizers.SGD(rate)  # zerolint: ignore[ZL302]"), ["ZL001"], id="cause"),
        pytest.param(("x = (", f"{FINE}  # zerolint: ignore[ZL999]"), ["ZL001", "ZL004 `ZL999`"], id="unknown-still"),
    ],
)
def test_nothing_is_called_unused_beside_a_cell_that_could_not_be_read(cells, expected):
    assert complaints(notebook(HEAD, *cells), "nb.ipynb") == expected


IDLE = f"{HEAD}{FINE}  # zerolint: ignore[ZL301]\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"select": ("ZL003",)}, ["ZL003 `ZL301`"], id="asked-for-alone"),
        pytest.param({"select": ("linter",)}, ["ZL003 `ZL301`"], id="asked-for-by-family"),
        pytest.param({"select": ("ALL",)}, ["ZL003 `ZL301`"], id="all"),
        pytest.param({"select": ("ZL301", "ZL003")}, ["ZL003 `ZL301`"], id="the-rule-is-selected"),
        pytest.param({"select": ("ZL302", "ZL003")}, [], id="the-rule-is-not-selected"),
        pytest.param({"extend_select": ("ZL003",), "ignore": ("ZL301",)}, [], id="the-rule-is-ignored"),
        pytest.param({"select": ("ZL003",), "ignore": ("ZL301",)}, [], id="alone-and-the-rule-is-ignored"),
        pytest.param({"extend_select": ("ZL003",), "severities": {"ZL301": "info"}}, ["ZL003 `ZL301`"], id="info"),
        pytest.param({"extend_select": ()}, [], id="not-asked-for"),
    ],
)
def test_a_comment_of_a_rule_that_did_not_run_is_not_unused(options, expected):
    assert complaints(IDLE, **{"extend_select": (), **options}) == expected


@pytest.mark.parametrize("comment", ["ignore", "ignore[ZL3]", "ignore[ALL]"])
def test_a_comment_of_several_rules_is_not_unused_where_one_of_them_did_not_run(comment):
    assert complaints(f"{HEAD}{FINE}  # zerolint: {comment}\n", ignore=("ZL301",)) == []


def test_asked_for_alone_the_other_findings_do_not_show_and_used_comments_are_used():
    text = f"{HEAD}{STUCK}\n{STUCK}  # zerolint: ignore[ZL302]\n{FINE}  # zerolint: ignore[ZL302]\n"
    assert complaints(text, select=("ZL003",), extend_select=()) == ["ZL003 `ZL302`"]


def test_a_comment_on_what_per_file_ignores_leave_out_is_not_unused():
    text = f"{HEAD}{STUCK}  # zerolint: ignore[ZL302]\n"
    assert complaints(text, per_file_ignores={"t.py": ("ZL302",)}) == []


def test_a_comment_on_what_is_not_certain_enough_is_not_unused():
    unsure = (Path(__file__).parents[1] / "spellings" / "ZL301" / "argparse_default.py").read_text()
    (row,) = [each.start.row for each in check_source("t.py", unsure.encode()).findings]
    rows = unsure.split("\n")
    rows[row - 1] += "  # zerolint: ignore[ZL301]"
    assert complaints("\n".join(rows), min_certainty="proven") == []


def test_a_comment_for_a_known_finding_and_one_that_a_change_made_idle(project, run, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "a")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    text = (
        f"import tensorflow as tf\n{HEAD}{FINE}  # noqa: ZL301\n"
        "data = tf.data.Dataset.range(9).shuffle(9)  # zerolint: ignore[ZL103]\na, b = data.take(4), data.skip(4)\n"
    )
    (project / "train.py").write_text(text)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "step"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    change = ("--diff-base", "main", "--extend-select", "ZL003", "train.py")
    (project / "train.py").write_text(text + "y = 1\n")
    assert run(*change)[:2] == (0, "")
    (project / "train.py").write_text(text.replace("data.skip(4)", "None"))
    status, out, _ = run(*change)
    assert (status, out.count("\n"), out.startswith("train.py:4:")) == (1, 1, True)
    known = ("--baseline", "zerolint-baseline.json", "--extend-select", "ZL003", "train.py")
    run("--write-baseline", *known)
    assert run(*known)[:2] == (0, "")


def test_all_idle_words_of_a_comment_go_at_once_and_the_others_stay(project, run):
    comment = "  # zerolint: ignore[ZL301, ZL302, ZL103] dry run\n"
    (project / "train.py").write_text(f"{HEAD}{STUCK}{comment}")
    assert run("--fix", "--extend-select", "ZL003") == (0, "", "Found 1 finding (1 fixed, 0 remaining).\n")
    assert (project / "train.py").read_text() == f"{HEAD}{STUCK}  # zerolint: ignore[ZL302] dry run\n"


def test_two_unknown_words_are_known_to_a_baseline_each_by_itself(project, run):
    (project / "train.py").write_text(f"{HEAD}{FINE}  # zerolint: ignore[ZL999]\n")
    known = ("--baseline", "zerolint-baseline.json")
    run("--write-baseline", *known)
    (project / "train.py").write_text(f"{HEAD}\n{FINE}  # zerolint: ignore[ZL998, ZL999]\n")
    status, out, _ = run(*known)
    assert (status, out.count("ZL004"), "`ZL998`" in out) == (1, 1, True)
