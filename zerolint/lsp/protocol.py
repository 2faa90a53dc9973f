"""pygls' protocol, with texts of our own (see `documents`) and an answer to every malformed request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol, lsp_method

from zerolint.lsp.documents import Documents

if TYPE_CHECKING:
    from cattrs import Converter

_Handler = TypeVar("_Handler", bound=Callable[..., Any])


def _on(method: str) -> Callable[[_Handler], _Handler]:
    decorate: Callable[[_Handler], _Handler] = lsp_method(method)
    return decorate


class Protocol(LanguageServerProtocol):
    """Keeps `documents` and tells `changed` and `closed`, with the URI of the text or notebook."""

    def __init__(self, server: Any, converter: Converter) -> None:
        self.documents = Documents()
        self.changed: Callable[[str], None] = lambda uri: None
        self.closed: Callable[[str], None] = lambda uri: None
        super().__init__(server, converter)

    @_on(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text is open."""
        self.documents.open(params.text_document)
        self.changed(params.text_document.uri)

    @_on(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text has changed."""
        self.documents.change(params.text_document, params.content_changes)
        self.changed(params.text_document.uri)

    @_on(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text is closed."""
        self.documents.close(params.text_document.uri)
        self.closed(params.text_document.uri)

    @_on(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """A notebook is open."""
        self.documents.open_notebook(params)
        self.changed(params.notebook_document.uri)

    @_on(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """A notebook has changed."""
        self.documents.change_notebook(params)
        self.changed(params.notebook_document.uri)

    @_on(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """A notebook is closed."""
        self.documents.close_notebook(params)
        self.closed(params.notebook_document.uri)

    def handle_message(self, message: Any) -> None:
        """As pygls does; but behind `shutdown`, where it is silent, a request is answered by an error."""
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            self._send_response(message.id, error=JsonRpcInvalidRequest("the server is shut down").to_response_error())
            return
        super().handle_message(message)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message as an object; a malformed request is answered by an error, or its sender waits for ever."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise
