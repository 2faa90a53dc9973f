"""What can be done about a finding: fix it, silence it, read about it; and fix all of a file or notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from zerolint.findings.finding import Edit, Finding
from zerolint.lsp.confirming import CONFIRM
from zerolint.lsp.diagnostics import Renderer
from zerolint.lsp.documents import Documents, Text
from zerolint.lsp.results import Result
from zerolint.lsp.worker_protocol import WantedFix
from zerolint.suppression.writing import Silencer

FIX_ALL = "source.fixAll.zerolint"
FIX_NOTEBOOK = "notebook.source.fixAll.zerolint"
"""In a notebook `source.fixAll` is asked for once for every cell, all at the same time; this one is asked for once."""
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL, FIX_NOTEBOOK)
EXPLAIN = "zerolint.explain"


class Actions:
    """Makes code actions for one client."""

    def __init__(self, documents: Documents, renderer: Renderer, *, versioned: bool) -> None:
        """`versioned`: the client takes edits that say which version of a text they are for."""
        self._documents = documents
        self._renderer = renderer
        self._versioned = versioned

    def offered(
        self, text: Text, place: types.Range, only: Sequence[types.CodeActionKind | str] | None, result: Result
    ) -> list[types.CodeAction]:
        """The actions for a place in a text; `only` are the kinds that are asked for, None for all.

        Those that fix come without their edits, which take several analyses, and with the data that `wanted_fix` reads.
        """
        offered: list[types.CodeAction] = []
        for finding in result.shown:
            diagnostic = self._renderer.diagnostic(finding, result)
            if result.page(finding.start.cell).uri == text.uri and _touches(diagnostic.range, place):
                offered += self._for_finding(finding, diagnostic, result)
        offered += self._for_all(text, result)
        return [action for action in offered if _is_wanted(action, only)]

    def _for_finding(
        self, finding: Finding, diagnostic: types.Diagnostic, result: Result
    ) -> Iterator[types.CodeAction]:
        quick = types.CodeActionKind.QuickFix
        place = [
            result.page(finding.start.cell).uri,
            finding.code,
            finding.start.row,
            finding.start.column,
            finding.start.cell,
        ]
        if finding.fix is not None:
            is_safe = finding.fix.grade == "safe"
            yield types.CodeAction(
                title=f"{finding.fix.title} ({finding.code}{'' if is_safe else ', unsafe'})",
                kind=quick,
                diagnostics=[diagnostic],
                is_preferred=is_safe,
                data=place,
            )
        silencer = Silencer(result.page(finding.start.cell).rows, notebook=finding.start.cell is not None)
        comment = silencer.comment(finding)
        if comment is not None:
            yield types.CodeAction(
                title=f"Ignore {finding.code} here, with a comment",
                kind=quick,
                diagnostics=[diagnostic],
                edit=self.edit([comment], result),
            )
        if self._renderer.has_probe(finding.code):
            title = f"Confirm {finding.code} with TensorFlow"
            command = types.Command(title=title, command=CONFIRM, arguments=place)
            yield types.CodeAction(title=title, kind=quick, diagnostics=[diagnostic], command=command)
        title = f"Explain {finding.code}"
        command = types.Command(title=title, command=EXPLAIN, arguments=[finding.code])
        yield types.CodeAction(title=title, kind=quick, diagnostics=[diagnostic], command=command)

    def _for_all(self, text: Text, result: Result) -> Iterator[types.CodeAction]:
        if any(each.fix is not None and each.fix.grade == "safe" for each in result.findings):
            kind = FIX_ALL if text.notebook is None else FIX_NOTEBOOK
            yield types.CodeAction(title="Make all safe fixes of zerolint", kind=kind, data=[text.uri])

    def edit(self, edits: Iterable[Edit], result: Result) -> types.WorkspaceEdit:
        """The edits for the client, as one change of the document that `result` is about."""
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            page = result.page(edit.start.cell)
            text = self._documents.text(page.uri)
            new = edit.text.replace("\n", "\r\n") if text and "\r\n" in text.content else edit.text
            where = self._renderer.range(edit.start, edit.end, result)
            changes.setdefault(page.uri, []).append(types.TextEdit(range=where, new_text=new))
        if not self._versioned:
            return types.WorkspaceEdit(changes=changes)
        versions = {page.uri: page.version for page in result.pages}
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=versions[uri]), list(made)
                )
                for uri, made in changes.items()
            ]
        )


def wanted_fix(data: object) -> tuple[str, WantedFix] | None:
    """The document, and what of it an action with this data is to fix; None for data of another make."""
    match data:
        case [str() as uri]:
            return uri, "all"
        case [str() as uri, str() as code, int() as row, int() as column, (int() | None) as cell]:
            return uri, (code, row, column, cell)
    return None


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _is_wanted(action: types.CodeAction, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether the action is of a kind that is asked for; `source` stands for `source.fixAll` and all below it."""
    if only is None:
        return True
    kind = _word(action.kind or "")
    return any(kind == _word(each) or kind.startswith(f"{_word(each)}.") for each in only if each)


def _word(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind
