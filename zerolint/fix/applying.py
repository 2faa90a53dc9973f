"""Edits put into the bytes of a file; everything outside them stays as it is, byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence

from zerolint.findings.edits import ordered
from zerolint.findings.finding import Edit
from zerolint.fix.cells import edit_notebook
from zerolint.fix.texts import TextEdit
from zerolint.source.decode import cookie_of, decode_json, decode_python
from zerolint.source.rows import BREAK, row_starts


class CannotApply(Exception):
    """Why the edits can't be put into the file."""


def apply(name: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file with the edits; raises `CannotApply` where it can't be written back as it was read."""
    edits = ordered(edits)
    if edits and edits[0].start.cell is not None:
        document, problem = decode_json(data)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if problem is not None or mark + document.encode() != data:
            raise CannotApply("the notebook can't be written back byte for byte")
        return mark + edit_notebook(document, edits).encode("utf-8", "surrogatepass")
    text, problem = decode_python(data)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    cookie = cookie_of(data)
    codec = "utf-8" if mark or cookie is None else cookie.codec
    try:
        if problem is not None or mark + text.encode(codec) != data:
            raise CannotApply("the file can't be written back byte for byte in its encoding")
        return mark + edited(text, edits).encode(codec)
    except UnicodeEncodeError:
        raise CannotApply(f"the new text has a character that {codec}, the file's encoding, lacks") from None


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits in rows and columns, their line ends as those of the row where they start."""
    rows = row_starts(text)
    placed = [
        TextEdit(
            rows[edit.start.row - 1] + edit.start.column - 1, rows[edit.end.row - 1] + edit.end.column - 1, edit.text
        )
        for edit in edits
    ]
    for edit in reversed(placed):
        new = edit.text.replace("\n", line_end(text, edit.start)) if "\n" in edit.text else edit.text
        text = text[: edit.start] + new + text[edit.end :]
    return text


def line_end(text: str, offset: int) -> str:
    """The line end of the row of an offset; of the last row, that of the one before."""
    found = BREAK.search(text, offset) or next(iter(reversed(list(BREAK.finditer(text)))), None)
    return found[0] if found else "\n"
