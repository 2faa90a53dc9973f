"""Places in a notebook's own JSON: the text there is the code, however the file spells it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.location import Point, Span
from zerolint.source.read import Source, read_source
from zerolint.source.rows import rows_of

CODE = 'x = 1\n\tcall("é", rate)\n'


def document(source: object, **layout: object) -> str:
    """A notebook whose second cell has this source; a text cell and empty code cells stand around it."""
    empty = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": []}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["call"]},
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source},
        empty,
        {**empty, "source": ""},
    ]
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(made, **layout)  # type: ignore[arg-type]


def written_at(file: str, span: Span) -> str:
    """The characters of a file between two places, which lie in one row or in several."""
    rows = rows_of(file)
    if span.start.row == span.end.row:
        return rows[span.start.row - 1][span.start.column - 1 : span.end.column - 1]
    inner = rows[span.start.row : span.end.row - 1]
    return "\n".join(
        [rows[span.start.row - 1][span.start.column - 1 :], *inner, rows[span.end.row - 1][: span.end.column - 1]]
    )


def in_file(source: Source, start: Point, end: Point) -> Span:
    return source.span_in_file(source.location(start), source.location(end))


@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "plain"])
@pytest.mark.parametrize("indent", [1, None], ids=["rows", "minified"])
@pytest.mark.parametrize("listed", [True, False], ids=["list", "string"])
def test_the_place_in_the_file_holds_the_expression(ascii_only, indent, listed):
    parts = CODE.splitlines(True) if listed else CODE
    file = document(parts, indent=indent, ensure_ascii=ascii_only)
    source = read_source("x.ipynb", file.encode())
    span = in_file(source, Point(2, 12), Point(2, 16))
    assert written_at(file, span) == "rate"
    assert source.text_in_file(span) == "rate"
    assert source.byte_column(span.start) == len(rows_of(file)[span.start.row - 1].split("rate")[0].encode()) + 1
    whole = in_file(source, Point(2, 2), Point(2, 17))
    assert source.text_in_file(whole) == written_at(file, whole)
    assert written_at(file, whole) == ('call(\\"\\u00e9\\", rate)' if ascii_only else 'call(\\"é\\", rate)')


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["crlf", "cr", "lf"])
def test_line_ends_of_the_file_count_as_editors_count_them(end):
    file = document(CODE.splitlines(True), indent=1).replace("\n", end)
    span = in_file(read_source("x.ipynb", file.encode()), Point(2, 12), Point(2, 16))
    assert written_at(file, span) == "rate"
    assert (
        span.start.row
        == rows_of(document(CODE.splitlines(True), indent=1)).index('    "\\tcall(\\"\\u00e9\\", rate)\\n"') + 1
    )


def test_a_byte_order_mark_is_no_column():
    file = document(CODE)
    marked = read_source("x.ipynb", b"\xef\xbb\xbf" + file.encode())
    assert written_at(file, in_file(marked, Point(2, 12), Point(2, 16))) == "rate"


def test_a_row_may_be_spread_over_several_strings():
    file = document(["call(", "ra", "te)"], indent=1)
    source = read_source("x.ipynb", file.encode())
    span = in_file(source, Point(1, 6), Point(1, 10))
    assert written_at(file, span) == 'ra",\n    "te'
    assert source.location(Point(1, 6)).notebook_row == span.start.row - 1


def test_an_indented_cell_counts_as_the_user_sees_it():
    file = document("    x = 1\n    f(rate)", indent=1)
    source = read_source("x.ipynb", file.encode())
    assert source.text.rstrip() == "x = 1\nf(rate)"
    assert written_at(file, in_file(source, Point(2, 3), Point(2, 7))) == "rate"


def test_an_empty_span_is_a_place_between_characters():
    file = document('a = "x"\nb')
    span = in_file(read_source("x.ipynb", file.encode()), Point(1, 6), Point(1, 6))
    assert span.start == span.end
    assert file[span.start.column - 1 :].startswith('x\\"')


@pytest.mark.parametrize("source", [[], "", [""]], ids=["none", "string", "list"])
def test_an_empty_cell_has_a_place(source):
    file = document(source, indent=1)
    read = read_source("x.ipynb", file.encode())
    span = in_file(read, Point(1, 1), Point(1, 1))
    assert '"source"' in rows_of(file)[span.start.row - 1] or rows_of(file)[span.start.row - 1].strip() == '""'


def test_python_stands_where_it_stands():
    source = read_source("x.py", CODE.encode())
    assert in_file(source, Point(2, 12), Point(2, 16)) == Span(Point(2, 12), Point(2, 16))
    assert source.spelled_in_file('"é"') == '"é"'


TEXT = st.text(st.one_of(st.sampled_from('\n\r\t"\\é😀a/\x1f'), st.characters(codec="utf-8")), max_size=30)


@given(st.lists(TEXT, min_size=1, max_size=4), st.booleans(), st.sampled_from([None, 1]), st.data())
def test_any_piece_of_any_cell_is_found_in_its_file(parts, ascii_only, indent, data):
    file = document(parts, indent=indent, ensure_ascii=ascii_only)
    source = read_source("x.ipynb", file.encode())
    rows = rows_of("".join(parts))
    row = data.draw(st.integers(1, len(rows)))
    start = data.draw(st.integers(0, len(rows[row - 1])))
    end = data.draw(st.integers(start, len(rows[row - 1])))
    indents = len(source.cells[0].indent) if source.text_line(row).startswith(source.cells[0].indent) else 0
    if start < indents:
        start = end = indents
    span = in_file(source, Point(row, start + 1 - indents), Point(row, end + 1 - indents))
    raw = written_at(file, span)
    assert source.text_in_file(span) == raw
    before = rows_of(file)[span.start.row - 1][: span.start.column - 1]
    assert source.byte_column(span.start) == len(before.encode()) + 1
    assert "".join(json.loads(f'["{raw}"]')) == rows[row - 1][start:end]


@given(TEXT, st.booleans())
def test_code_is_spelled_as_the_file_spells_its_own(text, ascii_only):
    file = document("é", ensure_ascii=ascii_only)
    spelled = read_source("x.ipynb", file.encode()).spelled_in_file(text)
    assert json.loads(f'"{spelled}"') == text
    assert spelled.isascii() or not ascii_only
