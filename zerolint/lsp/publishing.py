"""Sends diagnostics to clients that do not ask for them, and takes them back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from lsprotocol import types

from zerolint.lsp.results import Result

Send = Callable[[types.PublishDiagnosticsParams], None]
Render = Callable[[Result], dict[str, list[types.Diagnostic]]]


class Publisher:
    """Remembers which texts the client shows diagnostics for."""

    def __init__(self, send: Send, render: Render) -> None:
        self._send = send
        self._render = render
        self._shown: dict[str, set[str]] = {}

    def publish(self, uri: str, result: Result) -> None:
        """Send what was found in a document; a cell that is gone, and one that is clean now, is cleared."""
        before = self._shown.get(unquote(uri))
        now = set()
        rendered = self._render(result)
        for page in result.pages:
            found = rendered[page.uri]
            if found:
                now.add(page.uri)
            # A notebook of a hundred cells is not worth a hundred messages for each key that is pressed.
            if found or before is None or page.uri in before or len(result.pages) == 1:
                self._send(types.PublishDiagnosticsParams(uri=page.uri, version=page.version, diagnostics=found))
        self._clear((before or set()) - {page.uri for page in result.pages})
        self._shown[unquote(uri)] = now

    def close(self, uri: str) -> None:
        """Take back what was sent for a document."""
        self._clear(self._shown.pop(unquote(uri), set()))

    def _clear(self, uris: set[str]) -> None:
        for uri in sorted(uris):
            self._send(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))
