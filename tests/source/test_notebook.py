"""Notebooks: which cells are analysed, and where each of their rows is in the file."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.guard import MAX_DEPTH, check_syntax
from zerolint.source.json_depth import MAX_JSON_DEPTH
from zerolint.source.location import Location, Point
from zerolint.source.read import Source, read_source
from zerolint.source.rows import rows_of

PYTHON = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def code(source: str | list[str], **more: object) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ["]}\n", '"source": ["x"]\n']}],
        "source": source,
        **more,
    }


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def notebook(*cells: object, metadata: object = PYTHON) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}


def listed(source: str) -> list[str]:
    return source.splitlines(keepends=True)


def read(document: object, **options: Any) -> Source:
    return read_source("nb.ipynb", json.dumps(document, **options).encode())


def assert_every_row_is_where_it_says(source: Source, document: str) -> None:
    """The line of the file holds the row, and the literal holds its beginning."""
    lines = rows_of(document)
    for cell in source.cells:
        for index, notebook_row in enumerate(cell.notebook_rows):
            location = source.location(Point(cell.first_row + index, 1))
            assert (location.cell, location.row, location.notebook_row) == (cell.number, index + 1, notebook_row)
            row = source.line(location)
            line = lines[notebook_row - 1]
            # Writers of notebooks split at more than Python's line ends, so a row may go on in the next literal.
            start = row.splitlines(keepends=True)[0] if row else ""
            assert any(json.dumps(start, ensure_ascii=escaped)[1:-1] in line for escaped in (True, False))
        whole = "".join(json.loads(document[literal.start : literal.end]) for literal in cell.literals)
        for index, row in enumerate(rows_of(whole)):
            literal = cell.literal(index + 1)
            if literal is not None and literal.length:
                value = json.loads(document[literal.start : literal.end])
                assert whole[literal.offset : literal.offset + literal.length] == value
                assert row.startswith(tuple(rows_of(value))) or row == ""


CELLS = ("import keras\n\n\nmodel = keras.Sequential()\n", "é = '日本 \U0001f600\\n\t\"q\"'", "", "x = 1\ny = (\n  2)")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "plain"])
@pytest.mark.parametrize("indent", [None, 0, 1, 4], ids=["minified", "flush", "indent-1", "indent-4"])
@pytest.mark.parametrize("as_list", [True, False], ids=["lists", "strings"])
def test_every_row_of_every_cell_has_its_line_in_the_file(
    newline: str, escaped: bool, indent: int | None, as_list: bool
) -> None:
    cells = [code(listed(cell) if as_list else cell) for cell in CELLS]
    document = notebook(markdown("# Title"), *cells)
    nbformat.validate(nbformat.from_dict(document), version=4)
    text = json.dumps(document, indent=indent, ensure_ascii=escaped).replace("\n", newline)
    source = read_source("nb.ipynb", text.encode())
    assert source.problems == ()
    assert source.text == "\n".join(CELLS)
    assert [cell.number for cell in source.cells] == [2, 3, 4, 5]
    assert_every_row_is_where_it_says(source, text)
    if indent is None:
        assert {row for cell in source.cells for row in cell.notebook_rows} == {1}


def test_a_location_names_cell_row_and_line_of_the_file() -> None:
    text = json.dumps(notebook(markdown("a\nb"), code(["x = 1\n", "y = 2"]), code(["z = 3"])), indent=1)
    source = read_source("nb.ipynb", text.encode())
    line = next(number for number, row in enumerate(text.split("\n"), 1) if '"y = 2"' in row)
    location = source.location(Point(2, 5))
    assert location == Location(row=2, column=5, text_row=2, cell=2, notebook_row=line)
    assert source.line(location) == "y = 2"
    assert source.location(Point(3, 1)).cell == 3
    assert source.notebook_starts == (1, 3)
    assert source.is_notebook


def test_byte_order_mark_and_cell_ids() -> None:
    document = notebook(code("x = 1", id="first"), code("y = 2"))
    source = read_source("nb.ipynb", b"\xef\xbb\xbf" + json.dumps(document).encode())
    assert [cell.cell_id for cell in source.cells] == ["first", None]


def test_a_source_list_is_joined_as_it_is() -> None:
    source = read(notebook(code(["x =", " 1\ny = 2\n", "", "z = 3\n"])), indent=1)
    assert source.text == "x = 1\ny = 2\nz = 3\n"
    (cell,) = source.cells
    first = cell.notebook_rows[0]
    assert cell.notebook_rows == (first, first + 1, first + 3, first + 3)


def test_an_empty_source_is_one_row_at_its_own_line() -> None:
    text = json.dumps(notebook(code([]), code("x = 1")), indent=1)
    source = read_source("nb.ipynb", text.encode())
    line = next(number for number, row in enumerate(text.split("\n"), 1) if '"source": []' in row)
    assert source.cells[0].notebook_rows == (line,)
    assert source.cells[0].literal(1) is None
    assert source.location(Point(2, 1)).cell == 2


def test_literals_allow_byte_exact_writing_back() -> None:
    text = json.dumps(notebook(code(["x = 1\n", "y = 2  # é\n"]), code("z = 3")), indent=3, ensure_ascii=True)
    source = read_source("nb.ipynb", text.encode())
    literal = source.cells[0].literal(2)
    assert literal is not None
    changed = text[: literal.start] + json.dumps("y = 4\n") + text[literal.end :]
    expected = json.loads(text)
    expected["cells"][0]["source"][1] = "y = 4\n"
    assert json.loads(changed) == expected
    assert len(text) - len(changed) == (literal.end - literal.start) - len('"y = 4\\n"')


@pytest.mark.parametrize("minor", [0, 5], ids=["4.0", "4.5"])
@pytest.mark.parametrize("major", [3, 4])
def test_nbformat_versions(major: int, minor: int) -> None:
    cells = [
        nbformat.v4.new_markdown_cell("# T"),
        nbformat.v4.new_code_cell("x = 1\ny = 2"),
        nbformat.v4.new_raw_cell("raw"),
        nbformat.v4.new_code_cell("z = 3"),
    ]
    made = nbformat.v4.new_notebook(cells=cells)
    if minor < 5:
        made.nbformat_minor = minor
        for cell in made.cells:
            del cell["id"]
    text = nbformat.writes(nbformat.convert(made, major), version=major)
    source = read_source("nb.ipynb", text.encode())
    assert source.text == "x = 1\ny = 2\nz = 3"
    assert [cell.number for cell in source.cells] == [2, 4]
    assert_every_row_is_where_it_says(source, text)


def test_worksheets_are_numbered_through_and_other_languages_left_out() -> None:
    def cell(source: str, language: str = "python") -> dict[str, object]:
        return {"cell_type": "code", "language": language, "input": [source], "outputs": [], "collapsed": False}

    sheets = [{"cells": [cell("x = 1"), cell("puts 1", "ruby")]}, {"metadata": {}, "cells": [cell("y = 2")]}]
    source = read({"worksheets": sheets, "metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0})
    assert source.text == "x = 1\ny = 2"
    assert [cell.number for cell in source.cells] == [1, 3]


@pytest.mark.parametrize(
    ("metadata", "is_python"),
    [
        pytest.param({}, True, id="unsaid"),
        pytest.param({"language_info": {"name": "python", "version": "2.7"}}, True, id="language-info"),
        pytest.param({"kernelspec": {"name": "conda-env", "language": "Python"}}, True, id="kernelspec"),
        pytest.param(
            {"kernelspec": {"name": "python2", "display_name": "Python 2"}}, True, id="kernel-without-language"
        ),
        pytest.param({"language_info": {"name": "R"}}, False, id="r"),
        pytest.param({"kernelspec": {"language": "julia", "name": "julia-1.9"}}, False, id="julia"),
        pytest.param({"kernelspec": {"language": "bash"}, "language_info": {"name": "python"}}, True, id="info-first"),
        pytest.param({"kernelspec": None, "language_info": []}, True, id="malformed"),
        pytest.param([], True, id="no-object"),
    ],
)
def test_only_python_kernels_are_read(metadata: object, is_python: bool) -> None:
    source = read(notebook(code("x = 1"), metadata=metadata))
    assert source.text == ("x = 1" if is_python else "")
    assert source.problems == ()
    assert source.location(Point(1, 1)).notebook_row == 1


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(markdown("x = 1"), id="markdown"),
        pytest.param({"cell_type": "raw", "metadata": {}, "source": "x = 1"}, id="raw"),
        pytest.param({"metadata": {}, "source": "x = 1"}, id="no-type"),
        pytest.param(code("x <- 1", metadata={"vscode": {"languageId": "r"}}), id="other-language"),
    ],
)
def test_cells_that_hold_no_python_are_skipped_but_counted(cell: object) -> None:
    source = read(notebook(cell, code("y = 2")))
    assert source.text == "y = 2"
    assert source.location(Point(1, 1)).cell == 2


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        pytest.param('{"cells": [}', (1, 12), "not valid JSON: Expecting value", id="value"),
        pytest.param('{"cells": [],\n}', (2, 1), "not valid JSON: Expecting a string", id="trailing-comma"),
        pytest.param('{"cells": []', (1, 13), "not valid JSON: Expecting ',' delimiter", id="cut-off"),
        pytest.param('{"cells" []}', (1, 10), "not valid JSON: Expecting ':' delimiter", id="no-colon"),
        pytest.param('{"cells": []}\n{}', (2, 1), "not valid JSON: Extra data", id="two-documents"),
        pytest.param('{"x": "a\nb"}', (1, 9), "not valid JSON: Invalid control character at", id="raw-newline"),
        pytest.param('{\r\n"x": "\\q"}', (2, 7), "not valid JSON: Invalid \\escape", id="escape"),
        pytest.param(
            '{\n"cells": [{"source": ["a\\n"\n"b"]}]}',
            (3, 1),
            "not valid JSON: Expecting ',' delimiter",
            id="in-a-source",
        ),
        pytest.param("{}", (1, 1), "not a notebook: the JSON object has no cells", id="empty-object"),
        pytest.param(
            '{"a": [1, {"b": null}]}', (1, 1), "not a notebook: the JSON object has no cells", id="other-json"
        ),
        pytest.param('{"cells": {}}', (1, 11), "not a notebook: its cells are not a list", id="cells-object"),
        pytest.param('{"worksheets": 3}', (1, 16), "not a notebook: its worksheets are not a list", id="worksheets"),
        pytest.param('{"worksheets": [3]}', (1, 17), "not a notebook: a worksheet is not an object", id="worksheet"),
        pytest.param(
            '{"x": "[[[",\n' + '"y": ' + "[" * MAX_JSON_DEPTH,
            (2, 5 + MAX_JSON_DEPTH),
            "not a notebook: the JSON is nested more than 100 levels deep",
            id="deep",
        ),
    ],
)
def test_what_is_not_a_notebook_says_why_and_where(text: str, at: tuple[int, int], reason: str) -> None:
    source = read_source("nb.ipynb", text.encode())
    (problem,) = source.problems
    assert problem.code == "ZL001"
    assert problem.data["reason"].startswith(reason)
    assert problem.span.start == Point(*at)
    assert source.text == ""
    assert source.location(problem.span.start) == Location(*at, text_row=at[0], notebook_row=at[0])
    assert source.line(source.location(problem.span.start)) == rows_of(text)[at[0] - 1]


def test_a_notebook_that_is_not_utf8_says_so() -> None:
    source = read_source("nb.ipynb", b'{"cells": [],\n"a": "\xe9"}')
    (problem,) = source.problems
    assert problem.data["reason"] == "byte 0xe9 is not valid UTF-8; save it as UTF-8"
    assert problem.span.start == Point(2, 7)


def test_a_notebook_without_cells_is_empty() -> None:
    source = read(notebook())
    assert (source.text, source.cells, source.problems) == ("", (), ())


@pytest.mark.parametrize(
    ("bad", "at", "reason"),
    [
        pytest.param("a = 1\nprint 'x'\n", (2, 1), "Missing parentheses in call to 'print'", id="python-2"),
        pytest.param("a = 1\n\nx = (\n", (3, 5), "'(' was never closed", id="unclosed"),
        pytest.param("x = '\\ud800'\n" + "x = '\ud800'", (1, 1), "'utf-8' codec can't encode", id="surrogate"),
        pytest.param("x = 1\ny = '\0'", (2, 6), "source code cannot contain null bytes", id="null"),
        pytest.param("x = 1 \\", (1, 8), "unexpected EOF while parsing", id="backslash-at-the-end"),
        pytest.param("  é = = 1", (1, 7), "invalid syntax", id="indented"),
    ],
)
def test_a_cell_that_does_not_parse_is_blank_and_reported_and_the_others_stay(
    bad: str, at: tuple[int, int], reason: str
) -> None:
    document = notebook(markdown("# T"), code("x = 1"), code(listed(bad)), code("y = 2"))
    text = json.dumps(document, indent=1)
    source = read_source("nb.ipynb", text.encode())
    (problem,) = source.problems
    assert problem.code == "ZL001"
    assert problem.data["reason"].startswith(reason)
    location = source.location(problem.span.start)
    assert (location.cell, location.row, location.column) == (3, *at)
    assert location.notebook_row is not None
    assert json.dumps(listed(bad)[at[0] - 1])[1:-1] in text.split("\n")[location.notebook_row - 1]
    assert rows_of(source.text) == ("x = 1", *[""] * len(rows_of(bad)), "y = 2")
    assert check_syntax(source.text).problems == ()
    source.shown.encode()


def test_a_cell_too_deep_for_analysis_leaves_the_others() -> None:
    source = read(notebook(code("x = 1"), code("y = " + "+".join(["a"] * (MAX_DEPTH + 1))), code("z = 3")))
    assert [(problem.code, problem.span.start.row) for problem in source.problems] == [("ZL006", 2)]
    assert source.text == "x = 1\n\nz = 3"


@pytest.mark.parametrize("source", [3, None, {}, ["x = 1\n", 2]], ids=["number", "null", "object", "mixed-list"])
def test_a_cell_whose_source_is_not_text_is_reported(source: Any) -> None:
    read_back = read(notebook(code("x = 1"), code(source), code("y = 2")))
    (problem,) = read_back.problems
    assert problem.data["reason"] == "the source of the cell is not text"
    assert read_back.location(problem.span.start).cell == 2
    assert read_back.text.strip() == "x = 1" + "\n" * read_back.text.count("\n") + "y = 2"


def test_a_cell_that_is_no_object_is_reported() -> None:
    source = read(notebook(code("x = 1"), "y = 2"))
    assert [problem.data["reason"] for problem in source.problems] == ["the cell is not an object"]


@pytest.mark.parametrize(
    "cell",
    ["await fetch()", "async with a as b:\n    pass", "return 3", "[await x for x in y]"],
)
def test_what_only_a_notebook_allows_at_top_level_is_no_error(cell: str) -> None:
    assert read(notebook(code(cell))).problems == ()


def test_a_file_directive_in_a_cell_that_does_not_parse_still_counts() -> None:
    source = read(notebook(code("print 1\n# zerolint: file-ignore[ZL1] old\nx"), code("y = 2")))
    assert source.text == "\n# zerolint: file-ignore[ZL1] old\n\ny = 2"


def test_an_indented_cell_is_read_as_ipython_reads_it_with_the_users_columns() -> None:
    source = read(notebook(code("\n  x = [1,\n    2]\n  if x:\n      !ls\n  y = 3\nz = 4")))
    assert source.problems == ()
    assert source.text == "\nx = [1,\n  2]\nif x:\n    ...\ny = 3\nz = 4"
    assert source.location(Point(2, 1)).column == 3
    assert source.location(Point(7, 1)).column == 1
    assert source.line(source.location(Point(2, 1))) == "  x = [1,"


def test_line_ends_inside_a_source_are_rows_of_the_cell() -> None:
    source = read(notebook(code("x = 1\r\ny = 2\rz = 3\r"), code("w = 4")))
    assert source.text == "x = 1\ny = 2\nz = 3\n\nw = 4"
    assert source.location(Point(5, 1)).cell == 3 - 1
    assert source.cells[0].notebook_rows == (1, 1, 1, 1)


class TestPythonUnderTheNameOfANotebook:
    """Some editors send the joined cells as text, under the notebook's name."""

    def test_it_is_read_as_python_with_magics(self) -> None:
        source = read_source("nb.ipynb", b"%matplotlib inline\nx = 1\n")
        assert (source.text, source.cells, source.is_notebook) == ("pass              \nx = 1\n", (), True)
        assert source.text_line(1) == "%matplotlib inline"

    def test_what_is_neither_says_so(self) -> None:
        source = read_source("nb.ipynb", b"<!DOCTYPE html>\n<html>")
        (problem,) = source.problems
        assert problem.data["reason"] == "invalid syntax; the file is not a JSON object, so it was read as Python"
        assert source.text_line(1) == "<!DOCTYPE html>"

    def test_an_empty_file_has_nothing_wrong(self) -> None:
        source = read_source("nb.ipynb", b"")
        assert (source.text, source.problems) == ("", ())


@pytest.mark.parametrize(
    ("path", "notebook_option", "cells"),
    [
        pytest.param("nb.ipynb", None, 1, id="suffix"),
        pytest.param("-", True, 1, id="told"),
        pytest.param("nb.ipynb", False, 0, id="told-otherwise"),
        pytest.param("nb.json", None, 0, id="other-suffix"),
    ],
)
def test_the_suffix_decides_unless_the_caller_does(path: str, notebook_option: bool | None, cells: int) -> None:
    data = json.dumps(notebook(code("x = 1"))).encode()
    assert len(read_source(path, data, notebook=notebook_option).cells) == cells


sources = st.lists(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["x = 1", "%time f()", "!ls \\", "'''", "if x:", "  y", "a?", "%%time", ""])).map(
            "\n".join
        ),
    ),
    max_size=4,
)


@given(sources, st.sampled_from([None, 0, 2]), st.booleans(), st.booleans())
def test_any_sources_keep_their_rows(cells: list[str], indent: int | None, escaped: bool, as_list: bool) -> None:
    document = notebook(*(code(listed(cell) if as_list else cell) for cell in cells))
    text = json.dumps(document, indent=indent, ensure_ascii=escaped)
    source = read_source("nb.ipynb", text.encode())
    assert rows_of(source.shown) == tuple(row for cell in cells or [""] for row in rows_of(cell))
    assert len(rows_of(source.text)) == len(rows_of(source.shown))
    assert_every_row_is_where_it_says(source, text)
    assert check_syntax(source.text).problems == ()
    for problem in source.problems:
        location = source.location(problem.span.start)
        assert 1 <= location.column <= len(source.line(location)) + 1
