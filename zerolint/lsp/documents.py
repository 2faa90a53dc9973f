"""The texts and notebooks that the editor has open, as its notifications change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path, urlparse

from zerolint.lsp.encoding import Encoding
from zerolint.source.discovery import CONFIGURATION
from zerolint.source.rows import rows_of

_PYTHON = frozenset({"python", "python3", "ipython", "ipython3"})


@dataclass(slots=True)
class Text:
    """A text document, or one cell of a notebook."""

    uri: str
    language: str
    version: int
    content: str
    notebook: str | None = None

    @property
    def rows(self) -> Sequence[str]:
        """The rows, as Python and the protocol count them."""
        return rows_of(self.content)

    @property
    def is_python(self) -> bool:
        """Whether it is to be analysed: what the editor calls it counts, and for files without a language the name.

        A notebook's file is one whatever it is called: its JSON, or the Python of its cells.
        """
        name = "" if self.notebook else unquote(self.uri)
        unnamed = not self.language and name.endswith(".py")
        return self.language.lower() in _PYTHON or unnamed or name.endswith(".ipynb")


@dataclass(slots=True)
class Notebook:
    """A notebook: its cells, of all kinds, in order."""

    uri: str
    version: int
    cells: list[types.NotebookCell] = field(default_factory=list)


class Documents:
    """All that is open. URIs are compared without their percent signs, which editors write differently."""

    def __init__(self) -> None:
        self.encoding = Encoding()
        self._texts: dict[str, Text] = {}
        self._notebooks: dict[str, Notebook] = {}

    def text(self, uri: str) -> Text | None:
        """The text document or cell, if it is open."""
        return self._texts.get(unquote(uri))

    def files(self) -> Iterator[tuple[str, Text]]:
        """The open texts that are files which a run may import or read, by their paths."""
        for text in self._texts.values():
            path = path_of(text.uri) if text.notebook is None else None
            if path is not None and (text.is_python or path.endswith(CONFIGURATION)):
                yield path, text

    def notebook(self, uri: str) -> Notebook | None:
        """The notebook, if it is open."""
        return self._notebooks.get(unquote(uri))

    def open(self, item: types.TextDocumentItem, notebook: str | None = None) -> None:
        """A text is open now; from here on the editor's content counts, not the file's."""
        self._texts[unquote(item.uri)] = Text(item.uri, item.language_id, item.version, item.text, notebook)

    def change(
        self,
        document: types.VersionedTextDocumentIdentifier,
        changes: Iterable[types.TextDocumentContentChangeEvent],
    ) -> None:
        """Apply changes one after the other; each counts in the text that the one before left."""
        text = self._texts[unquote(document.uri)]
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = self.encoding.offset(text.content, change.range.start)
                end = max(start, self.encoding.offset(text.content, change.range.end))
                text.content = text.content[:start] + change.text + text.content[end:]
            else:
                text.content = change.text
        text.version = document.version

    def close(self, uri: str) -> None:
        """A text is no longer open."""
        self._texts.pop(unquote(uri), None)

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """A notebook is open now, with the texts of its cells."""
        opened = params.notebook_document
        self._notebooks[unquote(opened.uri)] = Notebook(opened.uri, opened.version, list(opened.cells))
        for item in params.cell_text_documents:
            self.open(item, opened.uri)

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Apply the change of a notebook: its order of cells, their kinds, their texts."""
        notebook = self._notebooks[unquote(params.notebook_document.uri)]
        notebook.version = params.notebook_document.version
        cells = params.change.cells
        if cells is None:
            return
        if cells.structure is not None:
            array = cells.structure.array
            notebook.cells[array.start : array.start + array.delete_count] = array.cells or []
            # A cell that moves, or whose language changes, may be closed and still be there.
            kept = {cell.document for cell in notebook.cells}
            for closed in cells.structure.did_close or []:
                if closed.uri not in kept:
                    self.close(closed.uri)
            for item in cells.structure.did_open or []:
                self.open(item, notebook.uri)
        changed = {cell.document: cell for cell in cells.data or []}
        notebook.cells = [changed.get(cell.document, cell) for cell in notebook.cells]
        for each in cells.text_content or []:
            self.change(each.document, each.changes)

    def close_notebook(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """A notebook is no longer open, nor are its cells."""
        self._notebooks.pop(unquote(params.notebook_document.uri), None)
        for closed in params.cell_text_documents:
            self.close(closed.uri)


def path_of(uri: str) -> str | None:
    """The path of a file or of a cell's notebook; None for what is on no disk, such as an unsaved buffer."""
    scheme = urlparse(uri)[0]
    if scheme == "file":
        return to_fs_path(uri)
    if scheme == "vscode-notebook-cell":
        return to_fs_path("file" + uri.removeprefix(scheme).partition("#")[0])
    return None


def name_of(uri: str) -> str:
    """What a document is called: its path, or what stands in the place of one."""
    return path_of(uri) or unquote(urlparse(uri)[2]) or uri
