"""Which edits the server offers for findings that know how to be mended."""

from __future__ import annotations

from lsprotocol import types

from zerolint.catalog import load
from zerolint.finding import Edit, Finding, Fix
from zerolint.lsp.actions import FIX_ALL, FIX_NOTEBOOK, Actions
from zerolint.lsp.diagnostics import Renderer
from zerolint.lsp.documents import Documents
from zerolint.lsp.encoding import Encoding
from zerolint.lsp.linting import Page, Result
from zerolint.source.location import Location

URI = "file:///train.py"


def finding(column: int, grade: str | None, *, row: int = 1, width: int = 2, cell: int | None = None) -> Finding:
    """A ZL302 at a place, and the fix that puts `new` in its place."""
    start, end = Location(row, column, row, cell), Location(row, column + width, row, cell)
    fix = Fix("write what is right", grade, (Edit(start, end, "new\n"),)) if grade else None
    return Finding("ZL302", "train.py", start, end, "error", data={"rate": "0", "optimizer": "SGD"}, fix=fix)


def offered(*findings: Finding, text: str = "ab cd ef\n", only=None, versioned=False) -> list[types.CodeAction]:
    documents = Documents()
    documents.open(types.TextDocumentItem(URI, "python", 3, text))
    opened = documents.text(URI)
    actions = Actions(documents, Renderer(load(), Encoding(), related=True), versioned=versioned)
    everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
    return actions.offered(opened, everywhere, only, Result(1, (Page(URI, 3, text.splitlines()),), findings))


def test_a_safe_fix_is_preferred_and_an_unsafe_one_says_so():
    safe, unsafe = [each for each in offered(finding(1, "safe"), finding(4, "unsafe")) if each.title[:5] == "write"]
    assert (safe.title, safe.is_preferred) == ("write what is right (ZL302)", True)
    assert (unsafe.title, unsafe.is_preferred) == ("write what is right (ZL302, unsafe)", False)
    (edit,) = safe.edit.changes[URI]
    assert (edit.range.start.character, edit.range.end.character, edit.new_text) == (0, 2, "new\n")


def test_all_at_once_is_offered_without_its_edit_where_something_is_safe():
    (action,) = offered(finding(4, "safe"), finding(7, "unsafe"), only=["source.fixAll"])
    assert (action.kind, action.edit, action.data) == (FIX_ALL, None, URI)


def test_nothing_is_offered_for_all_where_nothing_is_safe():
    assert offered(finding(1, "unsafe"), only=[FIX_ALL]) == []
    assert offered(finding(1, "safe"), only=[FIX_NOTEBOOK]) == []


def test_edits_name_the_version_they_are_for_and_end_rows_as_the_text_does():
    action = offered(finding(1, "safe"), text="ab cd\r\n", versioned=True)[0]
    (change,) = action.edit.document_changes
    assert change.text_document.version == 3
    assert change.edits[0].new_text == "new\r\n"
