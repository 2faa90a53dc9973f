"""Every fixable rule mends its page's bad examples as the page says; what comes out is checked again."""

from __future__ import annotations

import re

import pytest

from tests.fix.fixing import fix
from zerolint.catalog.catalog import load
from zerolint.catalog.page import Example, Rule
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

FIXABLE = [rule for rule in load().rules.values() if rule.fix_grade != "none"]
MARK = re.compile(r"[ \t]*# expect: [^#\n]*$", re.MULTILINE)


def examples(*, by_hand: bool):
    return [
        pytest.param(rule, example, id=f"{rule.code}-{example.slug}")
        for rule in FIXABLE
        for example in rule.bad
        if (example.by_hand is not None) == by_hand
    ]


def selection(rule: Rule) -> str:
    """An unused suppression is only known where all rules are on."""
    return "ALL" if rule.family == "linter" else rule.code


def codes(text: str) -> list[str]:
    settings = Settings(extend_select=("ZL003",))
    return [finding.code for finding in Checker(settings).check_source("train.py", text.encode()).findings]


@pytest.mark.parametrize(("rule", "example"), examples(by_hand=False))
def test_a_bad_example_becomes_the_fixed_one(rule: Rule, example: Example):
    before = MARK.sub("", example.code)
    after = fix(before, selection(rule)).data.decode()
    assert after == example.fixed
    assert rule.code not in codes(after)
    assert set(codes(after)) <= set(codes(before))


@pytest.mark.parametrize(("rule", "example"), examples(by_hand=True))
def test_what_the_page_leaves_to_the_reader_is_left_alone(rule: Rule, example: Example):
    before = MARK.sub("", example.code)
    mended = fix(before, selection(rule))
    assert mended.data.decode() == before
    assert mended.fixed == []


@pytest.mark.parametrize(("rule", "example"), examples(by_hand=False))
def test_a_second_run_changes_nothing(rule: Rule, example: Example):
    once = fix(MARK.sub("", example.code), selection(rule)).data.decode()
    assert fix(once, selection(rule)).data.decode() == once


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in FIXABLE])
def test_a_rule_that_promises_a_fix_makes_one(rule):
    grades = {
        finding.fix.grade
        for example in rule.bad
        for finding in fix(MARK.sub("", example.code), selection(rule)).fixed
        if finding.fix is not None and finding.code == rule.code
    }
    assert rule.fix_grade in grades


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.code) for rule in load().rules.values() if rule.fix_grade == "none"]
)
def test_a_rule_that_promises_none_makes_none(rule):
    for example in rule.bad:
        report = Checker(Settings(select=(rule.code,))).check_source("train.py", example.code.encode())
        assert [finding.fix for finding in report.findings] == [None] * len(report.findings)


TAKE_SKIP = """\
import tensorflow as tf

data = tf.data.Dataset.range(1000)
{}
train, val = data.take(800), data.skip(800)
"""

SHUFFLES = [
    pytest.param("data = data.shuffle(10)", "data = data.shuffle(10, reshuffle_each_iteration=False)", id="plain"),
    pytest.param("data = data.shuffle(10,)", "data = data.shuffle(10, reshuffle_each_iteration=False,)", id="comma"),
    pytest.param("data = data.shuffle(10, 3, True)", "data = data.shuffle(10, 3, False)", id="given-by-position"),
    pytest.param(
        "data = data.shuffle(10, reshuffle_each_iteration=None)",
        "data = data.shuffle(10, reshuffle_each_iteration=False)",
        id="given-by-name",
    ),
    pytest.param(
        "data = data.shuffle( 10 ).map(lambda x: (x))",
        "data = data.shuffle( 10, reshuffle_each_iteration=False ).map(lambda x: (x))",
        id="inside-a-chain",
    ),
    pytest.param(
        "data = data.shuffle((10))", "data = data.shuffle((10), reshuffle_each_iteration=False)", id="parentheses"
    ),
    pytest.param(
        "data = data.shuffle(\n    10\n)",
        "data = data.shuffle(\n    10,\n    reshuffle_each_iteration=False\n)",
        id="a-row-for-itself",
    ),
    pytest.param(
        "data = data.shuffle(\n    buffer_size=10,  # all, (really)\n    seed=3,  # fixed\n    # end\n)",
        "data = data.shuffle(\n    buffer_size=10,  # all, (really)\n    seed=3,  # fixed\n"
        "    reshuffle_each_iteration=False,\n    # end\n)",
        id="comments",
    ),
    pytest.param(
        "data = data.shuffle(\n    10  # all\n)",
        "data = data.shuffle(\n    10,  # all\n    reshuffle_each_iteration=False\n)",
        id="comment-without-a-comma",
    ),
    pytest.param(
        "data = data.shuffle(\n    10, seed=3)",
        "data = data.shuffle(\n    10, seed=3, reshuffle_each_iteration=False)",
        id="hanging",
    ),
    pytest.param(
        "data = data.shuffle(\n    10\n    , seed=3)",
        "data = data.shuffle(\n    10\n    , seed=3, reshuffle_each_iteration=False)",
        id="comma-in-front",
    ),
    pytest.param(
        "size = 10\nshuffled = data \\\n    .shuffle(size)\ndata = shuffled",
        "size = 10\nshuffled = data \\\n    .shuffle(size, reshuffle_each_iteration=False)\ndata = shuffled",
        id="backslash-and-variables",
    ),
    pytest.param(
        "def mixed(ds):\n\treturn ds.shuffle(\n\t\t10,\n\t)\n\ndata = mixed(data)",
        "def mixed(ds):\n\treturn ds.shuffle(\n\t\t10,\n\t\treshuffle_each_iteration=False,\n\t)\n\ndata = mixed(data)",
        id="helper-with-tabs",
    ),
    pytest.param(
        "if True: data = data.shuffle(10); size = 'é'",
        "if True: data = data.shuffle(10, reshuffle_each_iteration=False); size = 'é'",
        id="statements-on-one-row",
    ),
]


@pytest.mark.parametrize(("line", "mended"), SHUFFLES)
def test_a_shuffle_is_told_to_keep_its_order_however_it_is_written(line, mended):
    before = TAKE_SKIP.format(line)
    assert fix(before, "ZL103").data.decode() == TAKE_SKIP.format(mended)


@pytest.mark.parametrize(("line", "mended"), SHUFFLES)
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_it_is_mended_alike_whatever_ends_the_rows(line, mended, end):
    before, after = (TAKE_SKIP.format(each).replace("\n", end) for each in (line, mended))
    assert fix(before, "ZL103").data.decode() == after


REFUSED = [
    pytest.param("options = {}\ndata = data.shuffle(10, **options)", id="keywords-unpacked"),
    pytest.param("sizes = [10]\ndata = data.shuffle(*sizes)", id="arguments-unpacked"),
    pytest.param(
        "from functools import partial\nshuffle = partial(data.shuffle, 10)\ndata = shuffle()", id="through-partial"
    ),
    pytest.param("data = getattr(data, 'shuffle')(10)", id="not-named"),
]


@pytest.mark.parametrize("line", REFUSED)
def test_a_call_that_is_not_understood_as_it_stands_is_left_alone(line):
    before = TAKE_SKIP.format(line)
    assert "ZL103" in codes(before)
    assert fix(before, "ZL103").data.decode() == before


SUPPRESSIONS = [
    pytest.param("x = 1  # zerolint: ignore[ZL301]", "x = 1", id="behind-code"),
    pytest.param("x = 1  # zerolint: ignore[ZL301] for a reason", "x = 1", id="with-its-reason"),
    pytest.param("x = 1  # zerolint: ignore", "x = 1", id="blanket"),
    pytest.param("# zerolint: ignore[ZL301]\nx = 1", "x = 1", id="own-row"),
    pytest.param("x = 1  # zerolint: ignore[ZL301, ZL302]", "x = 1", id="both"),
    pytest.param("x = 1  # noqa: E501, ZL301", "x = 1  # noqa: E501", id="last-of-several"),
    pytest.param("x = 1  # noqa: ZL301,E501", "x = 1  # noqa: E501", id="first-of-several"),
    pytest.param("x = 1  # noqa: ZL301 E501 ZL302", "x = 1  # noqa: E501", id="around-one"),
    pytest.param("x = 1  # one # noqa: ZL301", "x = 1  # one", id="behind-a-comment"),
    pytest.param("x = 1  # noqa: ZL301 # two", "x = 1  # two", id="before-a-comment"),
    pytest.param("# zerolint: file-ignore[ZL301]\nx = 1", "x = 1", id="for-the-file"),
]


@pytest.mark.parametrize(("line", "mended"), SUPPRESSIONS)
def test_an_unused_suppression_is_taken_away_and_nothing_else(line, mended):
    program = "import keras\n\n{}\nkeras.optimizers.Adam(0.001)\n"
    assert fix(program.format(line), "ALL").data.decode() == program.format(mended)


def test_a_suppression_that_is_needed_stays_beside_one_that_is_not():
    program = "import keras\n\nkeras.optimizers.Adam(-1.0)  # zerolint: ignore[{}] why\n"
    after = fix(program.format("ZL301, ZL302, ZL103"), "ALL").data.decode()
    assert after == program.format("ZL302")
    assert codes(after) == []


def test_rules_that_are_not_selected_fix_nothing():
    before = TAKE_SKIP.format("data = data.shuffle(10)  # noqa: ZL301")
    after = fix(before, "ZL103").data.decode()
    assert after == TAKE_SKIP.format("data = data.shuffle(10, reshuffle_each_iteration=False)  # noqa: ZL301")


SPLIT = """\
import numpy as np
from sklearn.model_selection import train_test_split

X = np.arange(80.0).reshape(40, 2)
y = np.arange(40) % 2
{}
"""

MISORDERED = [
    pytest.param(
        "X_train, y_train, X_test, y_test = train_test_split(X, y)",
        "X_train, X_test, y_train, y_test = train_test_split(X, y)",
        id="plain",
    ),
    pytest.param(
        "(\n    X_train,  # one\n    y_train,\n    X_test,  # three\n    y_test,\n) = train_test_split(X, y)",
        "(\n    X_train,  # one\n    X_test,\n    y_train,  # three\n    y_test,\n) = train_test_split(X, y)",
        id="a-row-each-with-comments",
    ),
    pytest.param(
        "[X_train,y_train , X_test, y_test] = train_test_split(X, y)",
        "[X_train,X_test , y_train, y_test] = train_test_split(X, y)",
        id="list",
    ),
    pytest.param(
        "parts = train_test_split(X, y)\nX_train, y_train, X_test, y_test = parts",
        "parts = train_test_split(X, y)\nX_train, X_test, y_train, y_test = parts",
        id="through-a-variable",
    ),
    pytest.param(
        "class Data: pass\nd = Data()\nd.X_train, d.y_train, d.X_test, d.y_test = train_test_split(X, y)",
        "class Data: pass\nd = Data()\nd.X_train, d.X_test, d.y_train, d.y_test = train_test_split(X, y)",
        id="attributes",
    ),
]


@pytest.mark.parametrize(("line", "mended"), MISORDERED)
def test_names_are_put_in_the_order_of_the_parts(line, mended):
    assert fix(SPLIT.format(line), "ZL106").data.decode() == SPLIT.format(mended)


def test_names_that_swap_train_and_test_throughout_are_only_changed_on_request():
    before = SPLIT.format("test, train = train_test_split(X)")
    assert fix(before, "ZL106", unsafe=False).data.decode() == before
    assert fix(before, "ZL106").data.decode() == SPLIT.format("train, test = train_test_split(X)")


def test_names_of_several_statements_are_left_where_they_are():
    line = (
        "parts = train_test_split(X, y)\nX_train = parts[0]\ny_train = parts[1]\nX_test = parts[2]\ny_test = parts[3]"
    )
    before = SPLIT.format(line)
    assert "ZL106" in codes(before)
    assert fix(before, "ZL106").data.decode() == before
