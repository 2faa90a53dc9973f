"""What may go to libcst, where syntax errors are, and which rows a statement has."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable

import libcst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source import grammar
from zerolint.source.guard import MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS, MAX_NODES, check_syntax
from zerolint.source.location import Point
from zerolint.source.rows import rows_of


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        pytest.param("x = = 1\n", (1, 5), "invalid syntax", id="first-row"),
        pytest.param("x = 1\n\ny = (\n", (3, 5), "'(' was never closed", id="unclosed"),
        pytest.param("é = '日' 1 2", (1, 9), "invalid syntax", id="columns-count-characters"),
        pytest.param("x = 1\r\ny = = 2\r\n", (2, 5), "invalid syntax", id="crlf"),
        pytest.param("x = 1\ry = = 2\r", (2, 5), "invalid syntax", id="cr"),
        pytest.param("x = # TODO\ny = 2\n", (1, 5), "invalid syntax", id="nothing-assigned"),
        pytest.param(
            "from a import # TODO\n\n\nx = 1\n",
            (1, 15),
            ("invalid syntax", "Expected one or more names"),  # of Python 3.13 and later
            id="nothing-imported",
        ),
        pytest.param("x = f(1) <1>\n\n# more\ny = 2\n", (1, 13), "invalid syntax", id="mark-behind-a-row"),
        pytest.param("def f():\n    x =\n    return x\n", (2, 8), "invalid syntax", id="nothing-in-a-block"),
        pytest.param("x = (1 +\n     2) 3 +\ny = 2\n", (2, 9), "invalid syntax", id="brackets-over-rows"),
        pytest.param("print 'x'\n", (1, 1), "Missing parentheses in call to 'print'", id="python-2"),
        pytest.param("x = 1\n    y = 2\n", (2, 4), "unexpected indent", id="indent"),
        pytest.param("if x:\n", (1, 6), "expected an indented block", id="no-block"),
        pytest.param("x = '''a\n\n", (1, 5), "unterminated triple-quoted string literal", id="open-string"),
        pytest.param("x = 1 \\", (1, 8), "unexpected EOF while parsing", id="open-backslash"),
        pytest.param("x = ‘a’\n", (1, 5), "invalid character", id="typographic-quote"),
        pytest.param("x = '\0'\n", (1, 6), "source code cannot contain null bytes", id="null"),
        pytest.param("x = '\ud800'\n", (1, 1), "'utf-8' codec can't encode", id="surrogate"),
    ],
)
def test_what_is_no_python_is_reported_where_it_is(
    text: str, at: tuple[int, int], reason: str | tuple[str, ...]
) -> None:
    (problem,) = check_syntax(text).problems
    assert problem.code == "ZL001"
    assert problem.data["reason"].startswith(reason)
    assert problem.span.start == Point(*at)
    assert problem.span.start <= problem.span.end


NEWER = {
    "template string": "x = t'a {b!r:>{c}}'\n",
    "raw template string over rows": 'x = rt"""\n{a}\n""" + y\n',
    "exceptions without brackets": "try:\n    x\nexcept A, B:\n    y\n",
    "lazy import": "lazy import a\nlazy from b import c as d\n",
    "unpacking in a list comprehension": "x = [*a for a in b]\n",
    "unpacking in a dict comprehension": "x = {**a for a in b}\n",
    "quotes inside an f-string": 'x = f"{a["b"]} {f"{c["d"]}"}"\n',
    "type parameters with defaults": "class A[T = int]:\n    x: T\n",
    "in an indented block": "def f():\n \tfor x in y:\n         z = t'{x}'\n \treturn [*x for x in z]\n",
}


@pytest.mark.parametrize("text", NEWER.values(), ids=NEWER)
def test_python_that_libcst_reads_is_no_error_whatever_python_runs_here(text: str) -> None:
    assert check_syntax(text).problems == ()


@pytest.mark.parametrize("text", NEWER.values(), ids=NEWER)
def test_behind_newer_python_the_real_error_is_told(text: str) -> None:
    (problem,) = check_syntax(f"{text}z = 1\ny = 1 2\n").problems
    assert (problem.code, problem.span.start.row) == ("ZL001", text.count("\n") + 2)


def test_the_rows_of_statements_are_known_without_the_tree_of_python() -> None:
    statements = check_syntax("x = f(\n    t'',\n)\ny = '''\n''' \\\n  + x\nz = 1").statements
    assert [statements.rows_for(row) for row in (2, 5, 7)] == [range(1, 4), range(4, 7), range(7, 8)]


DENSE: dict[str, Callable[[int], str]] = {
    "a chain": lambda n: "x = t'' + " + "+".join(["a"] * (n // 2)),
    "brackets": lambda n: f"x = t'', {'[' * n}{']' * n}",
    "blocks": lambda n: "x = t''\n" + "".join(f"{' ' * level}if a:\n" for level in range(n // 3)) + " " * n + "b\n",
    "elif": lambda n: "x = t''\nif a: pass\n" + "elif b: pass\n" * (n // 3),
    "deleted": lambda n: f"x = t''\ndel {'(' * (n // 20)}a{')' * (n // 20)}\n",
}


@pytest.mark.parametrize("dense", DENSE.values(), ids=DENSE)
def test_newer_python_is_read_within_tighter_limits(dense: Callable[[int], str]) -> None:
    """Its depth is known from its tokens alone: what may be too deep is refused as before."""
    if sys.version_info >= (3, 14):
        pytest.skip("this Python reads it itself")
    assert check_syntax(dense(100)).problems == ()
    (problem,) = check_syntax(dense(grammar.MAX_LINKS + 10)).problems
    assert problem.code == "ZL001"


@pytest.mark.parametrize("opening", ["[", "(", "{'a': ", "f(a="], ids=["list", "paren", "dict", "class"])
def test_nested_patterns_are_refused_before_libcst_tries_all_their_readings(opening: str) -> None:
    closing = {"[": "]", "{": "}"}.get(opening[0], ")")

    def text(depth: int) -> str:
        return f"match x:\n    case {opening * depth}1{closing * depth}:\n        y = [[[[[[[[[[z]]]]]]]]]]\n"

    assert check_syntax(text(grammar.MAX_PATTERN_DEPTH)).problems == ()
    (problem,) = check_syntax(text(grammar.MAX_PATTERN_DEPTH + 1)).problems
    assert (problem.code, problem.span.start) == ("ZL006", Point(2, 1))
    assert libcst.parse_module(text(grammar.MAX_PATTERN_DEPTH + 1))


def test_an_error_inside_an_f_string_is_on_its_row() -> None:
    (problem,) = check_syntax("x = 1\n    \nif x:\n    y = f'{a b}'\n").problems
    assert problem.span.start.row == 4
    assert 5 <= problem.span.start.column <= 12


def test_the_span_of_an_error_is_that_of_the_interpreter() -> None:
    (problem,) = check_syntax("x = (1 for)\n").problems
    assert (problem.span.start, problem.span.end) == (Point(1, 11), Point(1, 12))


CHAINS = {
    "sum": lambda n: "x = " + "+".join(["a"] * n),
    "attributes": lambda n: "x = a" + ".b" * n,
    "calls": lambda n: "x = a" + ".b()" * (n // 2),
    "items": lambda n: "x = a" + "[0]" * n,
    "elif": lambda n: "if a: pass\n" + "elif b: pass\n" * n,
    "not": lambda n: "x = " + "not " * n + "a",
    "minus": lambda n: "x = " + "-" * n + "a",
    "powers": lambda n: "x = " + "**".join(["a"] * n),
    "and": lambda n: "x = " + " and ".join(["a"] * n),
    "conditions": lambda n: "x = " + "a if b else " * n + "c",
    "lambdas": lambda n: "x = " + "lambda: " * n + "a",
    "strings": lambda n: "x = (" + "\n".join(["'a'"] * n) + ")",
    "strings-in-a-row": lambda n: "x = " + "'a'" * n,
    "f-strings": lambda n: "x = (" + "\n".join(["f'{a}'"] * n) + ")",
}


@pytest.mark.parametrize("chain", CHAINS)
def test_long_chains_of_real_code_are_analysed(chain: str) -> None:
    text = CHAINS[chain](160)
    assert check_syntax(text).problems == ()
    assert libcst.parse_module(text).code == text


# What is far longer has crashed parsers: CPython 3.10 overflowed its stack on some ten thousand terms, libcst ran out of
# levels at four hundred, and of two to the power of their depth it tried all readings of nested patterns. Here stands
# what is just above the limits, which all of them can take.


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_is_refused_long_before_it_harms(chain: str) -> None:
    length = next(length for length in range(160, 220) if check_syntax(CHAINS[chain](length)).problems)
    assert MAX_DEPTH - 5 <= length <= MAX_DEPTH
    text = CHAINS[chain](length)
    (problem,) = check_syntax(text).problems
    assert (problem.code, problem.data["reason"]) == ("ZL006", "the code is nested more than 200 levels deep")
    assert libcst.parse_module(text).code == text


@pytest.mark.parametrize(
    ("opening", "closing"), ["()", "[]", ("{1:", "}"), ("f(", ")")], ids=["paren", "list", "dict", "call"]
)
def test_nested_brackets_are_too_deep(opening: str, closing: str) -> None:
    (problem,) = check_syntax("x = " + opening * (MAX_DEPTH + 1) + "1" + closing * (MAX_DEPTH + 1)).problems
    assert problem.code == "ZL006"


def test_nested_brackets_of_real_code_are_analysed() -> None:
    text = "x = " + "[" * 150 + "]" * 150
    assert check_syntax(text).problems == ()
    assert libcst.parse_module(text).code == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("#" * (MAX_CHARACTERS + 1), "the code has 1,000,001 characters", id="characters"),
        pytest.param("f(1)\n" * (MAX_NODES // 4 + 1), "the code has more than 120,000 syntax nodes", id="nodes"),
        pytest.param("x = [" + "1," * (MAX_ELEMENTS + 1) + "]", "one list has more than 50,000 elements", id="list"),
        pytest.param("x = {" + "1:1," * (MAX_ELEMENTS + 1) + "}", "one list has more than 50,000 elements", id="dict"),
        pytest.param(
            "x = (" + "+".join(["1"] * (MAX_DEPTH + 1)) + ")",
            "the code is nested more than 200 levels deep",
            id="depth",
        ),
    ],
)
def test_what_libcst_can_not_take_in_bounded_time_is_refused(text: str, reason: str) -> None:
    (problem,) = check_syntax(text).problems
    assert problem.code == "ZL006"
    assert problem.data["reason"].startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x = [" + "1," * 20_000 + "]", id="list"),
        pytest.param("x = 1\n" * 20_000, id="module"),
        pytest.param("x = '" + "a" * 500_000 + "'", id="string"),
        pytest.param('"""' + "a row of 'documentation' with \"quotes\"\n" * 2_000 + '"""', id="docstring"),
        pytest.param("x = ['" + "', '".join("ab" * 300) + "', '" + "c" * 1000 + "']", id="row-of-strings"),
        pytest.param('x = f"""' + "{a} 'b'\n" * 300 + '"""', id="f-string"),
        pytest.param("import " + ", ".join(f"a{n}" for n in range(500)), id="imports"),
    ],
)
def test_large_but_flat_code_is_analysed(text: str) -> None:
    assert check_syntax(text).problems == ()


def test_the_place_of_a_deep_expression_is_its_row() -> None:
    (problem,) = check_syntax("x = 1\ny = (\n" + "+".join(["a"] * (MAX_DEPTH + 1)) + ")\n").problems
    assert problem.span.start.row == 3


@pytest.mark.parametrize(
    "text",
    [
        "x = '\\d'\n",
        "x = 1if y else 2\n",
        "x is 1\n",
        "assert (x, 'y')\n",
        "x = '''\\\n\\q'''\n",
        "return 1\nawait x\n",
    ],
)
def test_warnings_of_the_compiler_are_neither_printed_nor_raised(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    for action in ("error", "always"):
        with warnings.catch_warnings():
            warnings.simplefilter(action)  # type: ignore[arg-type]
            assert check_syntax(text).problems == ()
    assert capfd.readouterr() == ("", "")


STATEMENTS = '''\
"""Module
docstring."""
import os; x = (
    1)

@first
@second(
    1
)
def f(
    a,
):  # header
    # comment

    """Doc."""
    return g(
        a,
    )

class A(B,
        C): y = 1

if (a and
        b):
    x = 1
elif c(
    d
):
    x = 2
else:
    x = 3

with (open(a) as b,
      open(c) as d):
    pass

try:
    x = 1
except (A,
        B) as e:
    x = 2
finally:
    x = [
        1,
    ]

for x in [
    1,
]:
    while (
        x
    ):
        del x
else:
    pass

match x:
    case [1,
          2]:
        y = """
        text
        """
    case _:
        pass
'''

EXPECTED = {
    1: (1, 2),
    2: (1, 2),
    3: (3, 4),
    4: (3, 4),
    5: (5, 5),
    6: (6, 14),
    9: (6, 14),
    12: (6, 14),
    15: (15, 15),
    16: (16, 18),
    18: (16, 18),
    20: (20, 21),
    21: (20, 21),
    23: (23, 24),
    24: (23, 24),
    25: (25, 25),
    26: (26, 28),
    27: (26, 28),
    29: (29, 29),
    30: (30, 30),
    31: (31, 31),
    33: (33, 34),
    34: (33, 34),
    37: (37, 37),
    39: (39, 40),
    40: (39, 40),
    42: (42, 42),
    43: (43, 45),
    45: (43, 45),
    47: (47, 49),
    51: (50, 52),
    53: (53, 53),
    54: (54, 54),
    57: (57, 57),
    58: (58, 59),
    61: (60, 62),
    64: (64, 64),
    500: (500, 500),
}


@pytest.mark.parametrize(("row", "expected"), EXPECTED.items(), ids=[f"row-{row}" for row in EXPECTED])
def test_rows_of_a_statement(row: int, expected: tuple[int, int]) -> None:
    assert check_syntax(STATEMENTS).statements.rows_for(row) == range(expected[0], expected[1] + 1)


def test_without_syntax_every_row_stands_alone() -> None:
    assert check_syntax("x = (\n1\n").statements.rows_for(1) == range(1, 2)


@given(st.sampled_from([STATEMENTS, *(chain(5) for chain in CHAINS.values())]), st.integers(1, 80))
def test_rows_belong_together_mutually(text: str, row: int) -> None:
    statements = check_syntax(text).statements
    rows = statements.rows_for(row)
    assert row in rows
    assert all(statements.rows_for(other) == rows for other in rows)


@given(st.text(alphabet="x=1()[]{}'\"\\\n\r\t :#+.é,ifor", max_size=40))
def test_any_text_is_judged_as_python_or_libcst_judges_it(text: str) -> None:
    (*problems,) = check_syntax(text).problems
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError:
        if not problems:
            assert libcst.parse_module(text).code == text
            return
        (problem,) = problems
        rows = rows_of(text)
        for point in (problem.span.start, problem.span.end):
            assert 1 <= point.row <= len(rows)
            assert 1 <= point.column <= len(rows[point.row - 1]) + 1
    else:
        assert problems == []
