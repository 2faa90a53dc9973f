"""Edits put into the bytes of a file; everything outside them stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence

from zerolint.finding import Edit, Fix
from zerolint.fix.cells import edit_notebook
from zerolint.fix.texts import TextEdit
from zerolint.source.decode import cookie_of, decode_json, decode_python

_BREAK = re.compile(r"\r\n|\r|\n")


class CannotApply(Exception):
    """Why the edits can't be put into the file."""


def apply(name: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file with the edits; raises `CannotApply` where it can't be written back as it was read."""
    ordered = sorted(set(edits), key=lambda edit: (edit.start.text_row, edit.start.column, edit.end.column))
    if ordered and ordered[0].start.cell is not None:
        document, problem = decode_json(data)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if problem is not None or mark + document.encode() != data:
            raise CannotApply("the notebook can't be written back byte for byte")
        return mark + edit_notebook(document, ordered).encode("utf-8", "surrogatepass")
    text, problem = decode_python(data)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    cookie = cookie_of(data)
    codec = "utf-8" if mark or cookie is None else cookie.codec
    try:
        if problem is not None or mark + text.encode(codec) != data:
            raise CannotApply("the file can't be written back byte for byte in its encoding")
        return mark + edited(text, ordered).encode(codec)
    except UnicodeEncodeError:
        raise CannotApply(f"the fix needs a character that {codec} does not have") from None


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with edits in rows and columns, their line ends as those of the row where they start."""
    rows = [0, *(match.end() for match in _BREAK.finditer(text))]
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
    found = _BREAK.search(text, offset) or next(iter(reversed(list(_BREAK.finditer(text)))), None)
    return found[0] if found else "\n"


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be made at once: of those that overlap the first by its place; equal edits are one."""
    kept: list[Fix] = []
    taken: list[Edit] = []
    for fix in sorted(fixes, key=lambda fix: _span(fix.edits[0])):
        new = [edit for edit in fix.edits if edit not in taken]
        if new and not any(_clash(edit, other) for edit in new for other in taken):
            kept.append(fix)
            taken += new
    return kept


def _span(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.start.text_row, edit.start.column), (edit.end.text_row, edit.end.column)


def _clash(first: Edit, second: Edit) -> bool:
    (start, end), (other_start, other_end) = _span(first), _span(second)
    return start == other_start or (start < other_end and other_start < end)
