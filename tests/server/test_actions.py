"""Which actions the server offers for findings that know how to be mended, and the edits it makes of fixes."""

from __future__ import annotations

import pytest
from lsprotocol import types

from zerolint.catalog.catalog import load
from zerolint.findings.finding import Edit, Finding, Fix
from zerolint.lsp.code_actions import FIX_ALL, FIX_NOTEBOOK, Actions, wanted_fix
from zerolint.lsp.diagnostics import Renderer
from zerolint.lsp.documents import Documents
from zerolint.lsp.encoding import Encoding
from zerolint.lsp.results import Page, Result
from zerolint.source.location import Location

URI = "file:///train.py"


def finding(column: int, grade: str | None, *, row: int = 1, width: int = 2, cell: int | None = None) -> Finding:
    """A ZL302 at a place, and the fix that puts `new` in its place."""
    start, end = Location(row, column, row, cell), Location(row, column + width, row, cell)
    fix = Fix("write what is right", grade, (Edit(start, end, "new\n"),)) if grade else None
    return Finding("ZL302", "train.py", start, end, "error", data={"rate": "0", "optimizer": "SGD"}, fix=fix)


def made(text: str, *, versioned: bool = False) -> tuple[Actions, Documents]:
    documents = Documents()
    documents.open(types.TextDocumentItem(URI, "python", 3, text))
    return Actions(documents, Renderer(load(), Encoding(), related=True), versioned=versioned), documents


def result(text: str, *findings: Finding) -> Result:
    return Result(1, (Page(URI, 3, text.splitlines()),), findings)


def offered(*findings: Finding, text: str = "ab cd ef\n", only=None) -> list[types.CodeAction]:
    actions, documents = made(text)
    everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
    return actions.offered(documents.text(URI), everywhere, only, result(text, *findings))


def test_a_safe_fix_is_preferred_and_an_unsafe_one_says_so():
    safe, unsafe = [each for each in offered(finding(1, "safe"), finding(4, "unsafe")) if each.title[:5] == "write"]
    assert (safe.title, safe.is_preferred) == ("write what is right (ZL302)", True)
    assert (unsafe.title, unsafe.is_preferred) == ("write what is right (ZL302, unsafe)", False)
    assert (safe.edit, wanted_fix(safe.data)) == (None, (URI, ("ZL302", 1, 1, None)))
    assert (unsafe.edit, wanted_fix(unsafe.data)) == (None, (URI, ("ZL302", 1, 4, None)))


def test_all_at_once_is_offered_without_its_edit_where_something_is_safe():
    (action,) = offered(finding(4, "safe"), finding(7, "unsafe"), only=["source.fixAll"])
    assert (action.kind, action.edit, wanted_fix(action.data)) == (FIX_ALL, None, (URI, "all"))


def test_nothing_is_offered_for_all_where_nothing_is_safe():
    assert offered(finding(1, "unsafe"), only=[FIX_ALL]) == []
    assert offered(finding(1, "safe"), only=[FIX_NOTEBOOK]) == []


def test_edits_name_the_version_they_are_for_and_end_rows_as_the_text_does():
    text, found = "ab cd\r\n", finding(1, "safe")
    actions, _ = made(text, versioned=True)
    (change,) = actions.edit(found.fix.edits, result(text, found)).document_changes
    assert change.text_document.version == 3
    (edit,) = change.edits
    assert (edit.range.start.character, edit.range.end.character, edit.new_text) == (0, 2, "new\r\n")


@pytest.mark.parametrize("data", [None, 7, URI, [], [7], [URI, "ZL302"], [URI, "ZL302", "1", 1, None], {"uri": URI}])
def test_data_that_another_made_is_no_wish(data):
    assert wanted_fix(data) is None
