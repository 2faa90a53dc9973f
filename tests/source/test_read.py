"""Bytes to Python text: encodings, line ends, and what is said when a file can't be read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.location import Location, Point
from zerolint.source.problem import Problem
from zerolint.source.read import read_file, read_source
from zerolint.source.rows import rows_of

UTF8_BOM = codecs.BOM_UTF8

READABLE = [
    pytest.param(b"x = 1\n", "x = 1\n", id="ascii"),
    pytest.param("é = 1\n".encode(), "é = 1\n", id="utf-8"),
    pytest.param(UTF8_BOM + b"x = 1\n", "x = 1\n", id="bom"),
    pytest.param(UTF8_BOM + b"# coding: utf-8\nx = 1\n", "# coding: utf-8\nx = 1\n", id="bom-and-its-cookie"),
    pytest.param(b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n", id="latin-1"),
    pytest.param(b"#!/bin/python\n# -*- coding: cp1252 -*-\n'\x80'\n", None, id="second-row"),
    pytest.param(b"\n# coding=latin_1\n'\xe9'\n", "\n# coding=latin_1\n'é'\n", id="behind-a-blank-row"),
    pytest.param(b"\x0c# coding: latin-1\n'\xe9'\n", None, id="behind-a-form-feed"),
    pytest.param(b"# vim: set fileencoding=latin-1 :\n'\xe9'\n", None, id="vim"),
    pytest.param("# coding: utf-8-unix\n'é'\n".encode(), None, id="emacs-line-ends"),
    pytest.param(b"# coding: iso-8859-1-unix\n'\xe9'\n", None, id="emacs-latin"),
    pytest.param(b"# coding: latin-1\r'\xe9'\r", None, id="cookie-before-a-lone-cr"),
    pytest.param("# coding: shift_jis\n'日本'\n".encode("shift_jis"), None, id="shift-jis"),
    pytest.param(b"x = 'coding: nonsense'\n", None, id="cookie-in-a-string"),
    pytest.param(b"import os\n# coding: nonsense\n", None, id="cookie-behind-code"),
    pytest.param(b"\n\n# coding: nonsense\n", None, id="cookie-on-row-three"),
    pytest.param(b"x = 1\r\ny = 2\r\n", "x = 1\r\ny = 2\r\n", id="crlf"),
    pytest.param(b"", "", id="empty"),
]

UNREADABLE = [
    pytest.param(
        b"x = 1\ny = '\xe9'\n",
        (2, 6),
        "byte 0xe9 is not valid UTF-8; save it as UTF-8 or declare its encoding",
        id="latin-1-undeclared",
    ),
    pytest.param(
        "é = '日'\r\n'é'".encode() + b"\xff",
        (2, 4),
        "byte 0xff is not valid UTF-8; save it as UTF-8 or declare its encoding",
        id="columns-count-characters",
    ),
    pytest.param(
        b"# coding: utf-8\n'\x80'\n", (2, 2), "byte 0x80 is not valid UTF-8; save it as UTF-8", id="utf-8-declared"
    ),
    pytest.param(b"#!x\n# coding: klingon\n", (2, 1), "unknown encoding klingon", id="unknown-encoding"),
    pytest.param(b"# coding: rot13\nk = 1\n", (1, 1), "unknown encoding rot13", id="not-a-text-encoding"),
    pytest.param(
        UTF8_BOM + b"# coding: latin-1\n",
        (1, 1),
        "the file declares the encoding latin-1 but begins with a UTF-8 byte order mark",
        id="bom-against-cookie",
    ),
    pytest.param(
        b"# coding: ascii\nx = 1 # \xe9\n",
        (2, 9),
        "byte 0xe9 is not valid ascii, the encoding that the file declares",
        id="byte-outside-the-declared-encoding",
    ),
    pytest.param(
        b"# coding: utf-16\nx = 1;\n",
        (1, 1),
        "the file declares the encoding utf-16, but is not written in it",
        id="utf-16-cookie",
    ),
    pytest.param(
        "x = 1\n".encode("utf-16"),
        (1, 1),
        "the file is encoded as UTF-16, which Python does not accept; save it as UTF-8",
        id="utf-16",
    ),
    pytest.param(
        "x = 1\n".encode("utf-32"),
        (1, 1),
        "the file is encoded as UTF-32, which Python does not accept; save it as UTF-8",
        id="utf-32",
    ),
    pytest.param(b"x = 1\ny = '\0'\n", (2, 6), "source code cannot contain null bytes", id="null-byte"),
    pytest.param("x = 1\n".encode("utf-16-be"), (1, 1), "source code cannot contain null bytes", id="utf-16-no-bom"),
]


@pytest.mark.parametrize(("data", "text"), READABLE)
def test_a_readable_file_is_read_as_python_reads_it(data: bytes, text: str | None) -> None:
    compile(data, "x.py", "exec")
    source = read_source("x.py", data)
    assert source.problems == ()
    assert source.text == source.shown
    assert text is None or source.text == text
    assert compile(source.text, "x.py", "exec") == compile(data, "x.py", "exec")


@pytest.mark.parametrize(("data", "at", "reason"), UNREADABLE)
def test_an_unreadable_file_says_why_and_where(data: bytes, at: tuple[int, int], reason: str) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        compile(data, "x.py", "exec")
    source = read_source("x.py", data)
    (problem,) = source.problems
    assert (problem.code, problem.data) == ("ZL001", {"reason": reason})
    assert problem.span.start == Point(*at)
    assert source.text == ""
    assert source.text_line(at[0])


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        pytest.param(b"a\nb", ["a", "b"], id="lf"),
        pytest.param(b"a\r\nb\r\n", ["a", "b", ""], id="crlf"),
        pytest.param(b"a\rb\r\nc\nd", ["a", "b", "c", "d"], id="mixed"),
        pytest.param(b"a\r\r\nb", ["a", "", "b"], id="cr-before-crlf"),
        pytest.param(b"a\x0cb\x0b\x1cc\n", ["a\x0cb\x0b\x1cc", ""], id="form-feed-ends-no-row"),
        pytest.param("a\u2028b\x85c\n".encode(), ["a\u2028b\x85c", ""], id="unicode-ends-no-row"),
        pytest.param(b"", [""], id="empty"),
    ],
)
def test_rows_are_pythons(data: bytes, rows: list[str]) -> None:
    source = read_source("x.py", data)
    assert [source.text_line(row) for row in range(1, len(rows) + 1)] == rows
    assert source.text_line(len(rows) + 1) == source.text_line(0) == ""


def test_a_location_in_a_python_file_is_the_point_itself() -> None:
    source = read_source("x.py", b"a = 1\n\xc3\xa9 = 2\n")
    location = source.location(Point(2, 5))
    assert location == Location(2, 5, 2)
    assert source.line(location) == "é = 2"
    assert source.notebook_starts == ()


@pytest.mark.parametrize("data", [b"# coding: utf-7\nx = '+2AA-'\n", b"# coding: unicode_escape\nx = '\\ud800'\n"])
def test_lone_surrogates_can_be_shown(data: bytes) -> None:
    source = read_source("x.py", data)
    source.shown.encode("utf-8")
    assert source.text_line(2) == "x = '\ufffd'" or source.problems


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"# coding: ", b"# coding: cp1252\n", UTF8_BOM, b"{", b'{"cells": [']),
)
def test_any_bytes_are_read_without_an_exception(data: bytes, start: bytes) -> None:
    for name in ("x.py", "x.ipynb"):
        source = read_source(name, start + data)
        rows = rows_of(source.shown)
        for problem in source.problems:
            location = source.location(problem.span.start)
            assert 1 <= location.row <= len(rows)
            assert 1 <= location.column <= len(source.line(location)) + 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    source = read_source("x.py", text.encode())
    assert source.problems or source.text == text


def test_read_file_gives_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff\r\n")
    assert read_file(tmp_path / "a.py") == b"\xff\r\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("missing.py", "no such file", id="missing"),
        pytest.param("file/x.py", "no such file", id="below-a-file"),
        pytest.param("folder", "it is a folder that can't be listed", id="folder"),
        pytest.param("loop.py", "too many levels of symbolic links", id="loop"),
        pytest.param("x" * 300, "file name too long", id="name-too-long"),
        pytest.param("a\0b", "embedded null byte", id="null-in-name"),
    ],
)
def test_read_file_says_why_it_can_not(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    problem = read_file(str(tmp_path / name))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.data) == ("ZL002", {"reason": reason})
