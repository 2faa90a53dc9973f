"""Comments that take findings back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.guard import check_syntax
from zerolint.source.location import Point, Span
from zerolint.suppression.directives import Suppressions

CODE, NAME = "ZL301", "rounded-away-learning-rate"


def suppressed(text: str, row: int = 1, code: str = CODE, name: str = NAME) -> bool:
    return Suppressions.of(text).covers(code, name, check_syntax(text).statements.rows_for(row))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("# zerolint: ignore", True, id="all"),
        pytest.param("# zerolint: ignore[ZL301]", True, id="code"),
        pytest.param("# zerolint: ignore[ZL3]", True, id="prefix"),
        pytest.param("# zerolint: ignore[ZL]", True, id="our-prefix"),
        pytest.param("# zerolint: ignore[ALL]", True, id="all-by-name"),
        pytest.param("# zerolint: ignore[rounded-away-learning-rate]", True, id="name"),
        pytest.param("# zerolint: ignore[ZL101, ZL301]", True, id="list"),
        pytest.param("# zerolint: ignore[ZL101 ZL301]", True, id="list-without-commas"),
        pytest.param("# zerolint: ignore[ZL301] because of mixed precision", True, id="reason"),
        pytest.param("# zerolint: ignore because", True, id="reason-for-all"),
        pytest.param("#zerolint:ignore[zl301]", True, id="tight-and-lower-case"),
        pytest.param("# ZeroLint: Ignore [ZL301]", True, id="spacious"),
        pytest.param("# type: ignore  # zerolint: ignore[ZL301]", True, id="behind-another-comment"),
        pytest.param("# zerolint: ignore[ZL101]", False, id="other-code"),
        pytest.param("# zerolint: ignore[rounded-away]", False, id="part-of-a-name"),
        pytest.param("# zerolint: ignore[301]", False, id="number"),
        pytest.param("# zerolint: ignore[]", False, id="empty-list"),
        pytest.param("# zerolint: ignore[ZL301", False, id="unclosed"),
        pytest.param("# zerolint: ignore: ZL301", False, id="colon-instead-of-brackets"),
        pytest.param("# zerolint: ignore ZL101", False, id="code-without-brackets"),
        pytest.param("# zerolint: ignored", False, id="longer-word"),
        pytest.param("# zerolint: ignore-next", False, id="other-directive"),
        pytest.param("# zerolint: noqa", False, id="unknown-directive"),
        pytest.param("# zerolint ignore", False, id="no-colon"),
        pytest.param("# noqa", True, id="noqa"),
        pytest.param("#NoQA", True, id="noqa-tight"),
        pytest.param("# noqa: ZL301", True, id="noqa-code"),
        pytest.param("# noqa:zl301", True, id="noqa-lower-case"),
        pytest.param("# noqa: E501, ZL3", True, id="noqa-list-with-prefix"),
        pytest.param("# noqa: E501 ZL301 because", True, id="noqa-list-and-text"),
        pytest.param("# noqa: ZL", True, id="noqa-our-prefix"),
        pytest.param("# noqa: E501,W503", False, id="noqa-foreign"),
        pytest.param("# noqa: E501 because ZL301", False, id="noqa-code-behind-text"),
        pytest.param("# noqa : E501", False, id="noqa-foreign-behind-a-spaced-colon"),
        pytest.param("# noqa: ZL301xyz", False, id="noqa-longer-word"),
        pytest.param("# noqa: some-rule-name", False, id="noqa-name"),
        pytest.param("# noqa E501", True, id="noqa-without-colon-is-blanket"),
        pytest.param("# noqa - too long", True, id="noqa-reason"),
        pytest.param("# noqa: E501  # zerolint: ignore[ZL301]", True, id="both-kinds"),
        pytest.param("# nothing", False, id="plain-comment"),
    ],
)
def test_a_comment_behind_the_statement(comment: str, expected: bool) -> None:
    assert suppressed(f"x = f(1)  {comment}\n") is expected
    assert not suppressed(f"x = f(1)  {comment}\ny = 2\n", row=2)


NOQA_SPELLINGS = [
    "# noqa",
    "#noqa",
    "# NoQA",
    "# noqa: F401",
    "# noqa:F401",
    "# noqa : F401",
    "# noqa F401",
    "# noqa: E501",
    "# noqa : E501",
    "# noqa E501",
    "# noqa: E501, F401",
    "# noqa: E501,,F401",
    "# noqa: E501 F401",
    "# NOQA:F401 because",
    "# noqa: E501 because F401",
    "# noqa: E501 (F401)",
    "# noqa: E501;F401",
    "# noqa: because F401",
    "# noqa:F401xyz",
    "# noqa: unused-import",
    "# noqa:",
    "# noqa:\tF401",
    "# noqa - reason",
    "# noqa-reason",
    "# noqaF401",
    "# hello noqa",
    "## noqa",
    "# type: ignore # noqa: F401",
]


@pytest.fixture(scope="module")
def reported_by_ruff(tmp_path_factory: pytest.TempPathFactory) -> set[int]:
    """The numbers of the spellings under which ruff still reports an unused import."""
    folder = tmp_path_factory.mktemp("noqa")
    for number, spelling in enumerate(NOQA_SPELLINGS):
        (folder / f"m{number}.py").write_text(f"import os  {spelling}\n")
    command = ["-m", "ruff", "check", "--isolated", "--no-cache", "--select", "F401", "--output-format", "json", "."]
    run = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False)
    return {int(Path(finding["filename"]).stem[1:]) for finding in json.loads(run.stdout)}


@pytest.mark.parametrize("number", range(len(NOQA_SPELLINGS)), ids=NOQA_SPELLINGS)
def test_noqa_is_read_as_ruff_reads_it(reported_by_ruff: set[int], number: int) -> None:
    text = f"import os  {NOQA_SPELLINGS[number]}\n"
    assert suppressed(text, code="F401", name="unused-import") is (number not in reported_by_ruff)


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        pytest.param("f(\n    1,  # noqa\n    2,\n)\n", 1, True, id="inside-a-call"),
        pytest.param("f(\n    1,\n    2,\n)  # zerolint: ignore\n", 2, True, id="behind-a-call"),
        pytest.param("f(\n    # zerolint: ignore\n    1,\n)\n", 3, True, id="own-line-inside-a-call"),
        pytest.param("f(\n    # noqa\n    1,\n)\n", 1, True, id="noqa-on-its-own-line-inside-a-call"),
        pytest.param("x = '''\n# noqa\n'''\n", 1, False, id="in-a-string"),
        pytest.param("x = '''\n'''  # noqa\n", 1, True, id="behind-a-string"),
        pytest.param("x = f'{a}# noqa'\n", 1, False, id="in-an-f-string"),
        pytest.param("# zerolint: ignore\nf(\n    1)\n", 3, True, id="above"),
        pytest.param("# zerolint: ignore\n# more\n\nf(1)\n", 4, True, id="above-with-others-between"),
        pytest.param("# zerolint: ignore\nf(1)\ng(1)\n", 3, False, id="above-another-statement"),
        pytest.param("f(1)\n# zerolint: ignore\n", 1, False, id="below"),
        pytest.param("# noqa\nf(1)\n", 2, False, id="noqa-above"),
        pytest.param("# zerolint: ignore\ndef f(\n    a,\n):\n    return 1\n", 3, True, id="above-a-header"),
        pytest.param("# zerolint: ignore\ndef f(\n    a,\n):\n    return 1\n", 5, False, id="above-a-body"),
        pytest.param("def f(a):  # noqa\n    return 1\n", 2, False, id="header-does-not-concern-the-body"),
        pytest.param("def f(a):\n    # zerolint: ignore\n    return 1\n", 3, True, id="in-a-body"),
        pytest.param("def f(a):\n    # zerolint: ignore\n    return 1\n", 1, False, id="in-a-body-is-not-the-header"),
        pytest.param("def f(a):\n    # noqa\n    return 1\n", 1, False, id="noqa-in-a-body-is-not-the-header"),
        pytest.param("# zerolint: ignore\n@a\n@b\ndef f(): pass\n", 4, True, id="above-decorators"),
        pytest.param("@a  # noqa\ndef f():\n    pass\n", 2, True, id="at-a-decorator"),
        pytest.param("@a\n# zerolint: ignore\ndef f():\n    pass\n", 1, True, id="below-a-decorator"),
        pytest.param("if a:\n    x = 1\n    # zerolint: ignore\ny = 2\n", 4, True, id="above-after-a-block"),
        pytest.param("x = 1 \\\n    + 2  # noqa\n", 1, True, id="behind-a-continued-row"),
        pytest.param("x = 1; y = 2  # noqa\n", 1, True, id="two-statements-on-a-row"),
        pytest.param("# zerolint: file-ignore\nf(1)\ng(1)\n", 3, True, id="file"),
        pytest.param("f(1)\ng(1)\n# zerolint: file-ignore[ZL3] old", 1, True, id="file-at-the-end"),
        pytest.param("f(1)  # zerolint: file-ignore[ZL1]\n", 1, False, id="file-other-code"),
        pytest.param("f(1)  # zerolint: file-ignore[]\n", 1, False, id="file-of-nothing"),
        pytest.param("x = '# zerolint: file-ignore'\n", 1, False, id="file-in-a-string"),
        pytest.param("x = 1\r\ny = 2  # noqa\r\n", 2, True, id="crlf"),
        pytest.param("x = 1\ry = 2  # noqa\r", 2, True, id="cr"),
        pytest.param("x = 1\r\ny = 2  # noqa\r\n", 1, False, id="crlf-other-row"),
        pytest.param("\x0cx = 1  # noqa\n", 1, True, id="form-feed"),
        pytest.param("x = 1  # noqa", 1, True, id="no-final-line-end"),
    ],
)
def test_where_a_comment_counts(text: str, row: int, expected: bool) -> None:
    assert check_syntax(text).problems == ()
    assert suppressed(text, row) is expected


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        pytest.param("x = (\n# zerolint: file-ignore\n", 1, True, id="file"),
        pytest.param("x = = 1  # noqa\n", 1, True, id="trailing"),
        pytest.param("x = '''\ny = 1  # zerolint: ignore[ZL301]\n", 2, True, id="behind-an-open-string"),
        pytest.param("if x:\n        y\n    # zerolint: ignore\n    z = 1 1\n", 4, True, id="above"),
        pytest.param("x = '''\n# noqa\ny\n", 3, False, id="noqa-above"),
    ],
)
def test_a_text_that_does_not_parse_has_suppressions_too(text: str, row: int, expected: bool) -> None:
    assert check_syntax(text).problems
    assert suppressed(text, row) is expected


def test_a_directive_knows_its_place_its_selectors_and_its_reason() -> None:
    text = "é = f(1)  # type: x # zerolint: ignore[ZL301, cool-name] it is so  # NOQA: E501,ZL1 too\n"
    own, noqa = Suppressions.of(text).directives
    assert (own.kind, own.selectors, own.reason, own.row) == ("ignore", ("ZL301", "cool-name"), "it is so", 1)
    assert own.span == Span(Point(1, 21), Point(1, 66))
    assert text[own.span.start.column - 1 : own.span.end.column - 1] == (
        "# zerolint: ignore[ZL301, cool-name] it is so"
    )
    assert (noqa.kind, noqa.selectors, noqa.row) == ("noqa", ("E501", "ZL1"), 1)
    assert text[noqa.span.start.column - 1 : noqa.span.end.column - 1] == "# NOQA: E501,ZL1"
    assert [own.selector_for("ZL301", "x"), own.selector_for("ZL999", "Cool-Name"), own.selector_for("ZL1", "y")] == [
        "ZL301",
        "cool-name",
        None,
    ]


def test_every_directive_that_matches_is_given_so_that_the_others_are_unused() -> None:
    text = "# zerolint: file-ignore[ZL3]\nx = 1  # zerolint: ignore[ZL301]  # noqa\ny = 2  # noqa\n# zerolint: ignore\n"
    suppressions = Suppressions.of(text)
    matching = suppressions.matching(CODE, NAME, range(2, 3))
    assert [(directive.kind, directive.span.start.row) for directive in matching] == [
        ("file-ignore", 1),
        ("ignore", 2),
        ("noqa", 2),
    ]
    unused = [directive for directive in suppressions.directives if directive not in matching]
    assert [(directive.kind, directive.row) for directive in unused] == [("noqa", 3), ("ignore", None)]


@pytest.mark.parametrize(("starts", "expected"), [((), True), ((1,), True), ((1, 2), True), ((1, 3), False)])
def test_a_comment_at_the_end_of_a_cell_does_not_reach_the_next_one(starts: tuple[int, ...], expected: bool) -> None:
    suppressions = Suppressions.of("x = 1\n# zerolint: ignore\ny = 2\n", notebook_starts=starts)
    assert suppressions.covers(CODE, NAME, range(3, 4)) is expected


def test_a_text_without_the_words_is_not_tokenized() -> None:
    code = (
        "import sys; from zerolint.suppression.directives import Suppressions;"
        "before = set(sys.modules); Suppressions.of('x = 1  # fine'); print(*set(sys.modules) - before);"
        "Suppressions.of('x = 1  # noqa'); print('tokenize' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["", "True"]


@given(
    st.lists(
        st.sampled_from(
            ["#", " noqa", ":", " ZL301", "'", '"""', "\n", "x", "(", ")", " zerolint: ignore", "[", "]", ","]
        )
    )
)
def test_any_text_has_suppressions_within_its_rows(parts: list[str]) -> None:
    text = "".join(parts)
    rows = text.split("\n")
    for directive in Suppressions.of(text).directives:
        row = rows[directive.span.start.row - 1]
        found = row[directive.span.start.column - 1 : directive.span.end.column - 1]
        assert found.startswith("#")
        assert "noqa" in found or "zerolint" in found
        assert directive.row is None or 1 <= directive.row <= len(rows)
