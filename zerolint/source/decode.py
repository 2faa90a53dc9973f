"""Bytes of a .py file to text, by the rules of PEP 263, with honest reasons when that fails."""

from __future__ import annotations

import codecs
import re
import warnings
from typing import NamedTuple

from zerolint.source.location import Point, Span
from zerolint.source.problem import Problem, unparsable
from zerolint.source.rows import point_at, rows_of

_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK_OR_COMMENT = re.compile(rb"[ \t\f]*(?:#|$)")
_BREAK = re.compile(rb"\r\n|\r|\n")
_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
)


class Cookie(NamedTuple):
    """An encoding that a file declares: the name as written, and on which of the first two rows."""

    name: str
    row: int

    @property
    def codec(self) -> str:
        """The name Python looks up: editors append line-end styles such as `utf-8-unix`."""
        name = self.name[:12].lower().replace("_", "-")
        if name == "utf-8" or name.startswith("utf-8-"):
            return "utf-8"
        for latin in ("latin-1", "iso-8859-1", "iso-latin-1"):
            if name == latin or name.startswith(latin + "-"):
                return "iso-8859-1"
        return self.name


def is_lfs_pointer(data: bytes) -> bool:
    """Whether Git LFS has left its note here in the place of the file: `git-lfs` calls that a pointer."""
    return data.startswith(b"version https://git-lfs.github.com/spec/")


def wide_bom(data: bytes) -> str | None:
    """`UTF-16` or `UTF-32` when the bytes begin with such a mark, else None."""
    return next((name for mark, name, _ in _WIDE_BOMS if data.startswith(mark)), None)


def cookie_of(data: bytes) -> Cookie | None:
    """The coding cookie of the first or, behind a blank or comment row, the second row."""
    if b"coding" not in data:
        return None
    for index, row in enumerate(_BREAK.split(data.removeprefix(codecs.BOM_UTF8), maxsplit=2)[:2]):
        if found := _COOKIE.match(row):
            return Cookie(found[1].decode("latin-1"), index + 1)
        if not _BLANK_OR_COMMENT.match(row):
            return None
    return None


def decode_python(data: bytes) -> tuple[str, Problem | None]:
    """The text of a Python file without its BOM; beside a problem, the best text to show it in."""
    for mark, name, codec in _WIDE_BOMS:
        if data.startswith(mark):
            reason = f"the file is encoded as {name}, which Python does not accept; save it as UTF-8"
            return data.decode(codec, "replace"), unparsable(reason)
    body = data.removeprefix(codecs.BOM_UTF8)
    cookie = cookie_of(data)
    if cookie is None or cookie.codec == "utf-8":
        text, problem = _decode_utf8(body, declared=cookie is not None)
    elif len(body) < len(data):
        reason = f"the file declares the encoding {cookie.name} but begins with a UTF-8 byte order mark"
        text, problem = body.decode("utf-8", "replace"), unparsable(reason, _row_span(cookie.row))
    else:
        text, problem = _decode_declared(body, cookie)
    return text, problem or null_problem(text)


def decode_json(data: bytes) -> tuple[str, Problem | None]:
    """The text of a notebook without its BOM: JSON is UTF-8."""
    if name := wide_bom(data):
        codec = "utf-16" if name == "UTF-16" else "utf-32"
        return data.decode(codec, "replace"), unparsable(f"the notebook is encoded as {name}; save it as UTF-8")
    return _decode_utf8(data.removeprefix(codecs.BOM_UTF8), declared=True)


def null_problem(text: str) -> Problem | None:
    """The ZL001 of a text with a null character, which Python refuses even inside strings."""
    offset = text.find("\0")
    return None if offset < 0 else _problem_at(text, offset, "source code cannot contain null bytes")


def _decode_utf8(body: bytes, *, declared: bool) -> tuple[str, Problem | None]:
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError as error:
        cure = "save it as UTF-8" if declared else "save it as UTF-8 or declare its encoding"
        reason = f"byte 0x{body[error.start]:02x} is not valid UTF-8; {cure}"
        shown = body.decode("utf-8", "replace")
        return shown, _problem_at(shown, len(body[: error.start].decode("utf-8")), reason)


def _decode_declared(body: bytes, cookie: Cookie) -> tuple[str, Problem | None]:
    shown = body.decode("latin-1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = body.decode(cookie.codec)
    except LookupError:
        return shown, unparsable(f"unknown encoding {cookie.name}", _row_span(cookie.row))
    except UnicodeDecodeError as error:
        byte = f"byte 0x{body[error.start]:02x}" if error.start < len(body) else "the last byte"
        reason = f"{byte} is not valid {cookie.name}, the encoding that the file declares"
        return shown, _problem_at(shown, error.start, reason)
    except ValueError as error:
        return shown, unparsable(f"the file is not {cookie.name}, as it declares: {error}", _row_span(cookie.row))
    if "coding" not in "\n".join(rows_of(text)[:2]):
        reason = f"the file declares the encoding {cookie.name}, but is not written in it"
        return shown, unparsable(reason, _row_span(cookie.row))
    return text, None


def _row_span(row: int) -> Span:
    return Span(Point(row, 1), Point(row, 1))


def _problem_at(text: str, offset: int, reason: str) -> Problem:
    start = point_at(text, offset)
    return unparsable(reason, Span(start, Point(start.row, start.column + 1)))
