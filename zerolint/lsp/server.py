"""The process that the editor talks to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from zerolint import __version__
from zerolint.catalog.catalog import load
from zerolint.errors import UserError
from zerolint.findings.finding import key_of
from zerolint.lsp import editor_settings
from zerolint.lsp.diagnostics import Renderer
from zerolint.lsp.documents import Documents
from zerolint.lsp.encoding import Encoding
from zerolint.lsp.linting import Linter
from zerolint.lsp.protocol import Protocol
from zerolint.lsp.publishing import Publisher
from zerolint.lsp.results import Result
from zerolint.lsp.worker_client import WorkerClient

_SYNC = types.NotebookDocumentSyncOptions(
    # All cells, also those without code: messages count cells as the command line does.
    notebook_selector=[types.NotebookDocumentFilterWithNotebook(notebook="*")]
)
SETTINGS_FILES = "**/{.zerolint.toml,zerolint.toml,pyproject.toml,zerolint-baseline.json}"


class Server(LanguageServer):
    """One client's server: its documents, what is known of them, and how the client wants it told."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("zerolint", __version__, notebook_document_sync=_SYNC, protocol_cls=Protocol)
        self.catalog = load()
        self.stopped = False
        self.worker = WorkerClient(self.log)
        self.linter = Linter(self.documents, self.worker, self._publish)
        self.renderer = Renderer(self.catalog, self.documents.encoding, related=False)
        self._publisher = Publisher(
            self.text_document_publish_diagnostics, lambda result: self.renderer.by_page(result)
        )
        self._troubles: set[str] = set()
        self.protocol.changed = self.linter.changed
        self.protocol.closed = self._closed
        self.linter.folders = self._folders

    @property
    def documents(self) -> Documents:
        """The open texts and notebooks."""
        return self.protocol.documents

    def supports(self, capability: str) -> bool:
        """Whether the client said so when it introduced itself: `text_document.diagnostic`."""
        return bool(get_capability(self.client_capabilities, capability, False))

    @property
    def is_asked(self) -> bool:
        """Whether the client asks for the diagnostics of texts, so that they are not sent to it; of cells none asks."""
        return get_capability(self.client_capabilities, "text_document.diagnostic") is not None

    def introduce(self, params: types.InitializeParams) -> None:
        """Take in what the client says about itself."""
        self.documents.encoding = Encoding(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        related = self.supports("text_document.publish_diagnostics.related_information")
        self.renderer = Renderer(self.catalog, self.documents.encoding, related=related)
        self.take_settings(params.initialization_options)

    def take_settings(self, given: object) -> None:
        """Take in the editor's own settings; wrong ones are complained about, and those before them stay."""
        try:
            given_settings = editor_settings.read(given, self.catalog)
        except UserError as error:
            self.complain(str(error))
            return
        if given_settings != self.linter.editor_settings:
            self.linter.editor_settings = given_settings
            self.settings_changed()

    def settings_changed(self) -> None:
        """Analyse everything again, and have it asked for again."""
        self._troubles.clear()
        self.linter.settings_changed()
        if self.is_asked and self.supports("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    def complain(self, text: str) -> None:
        """Show an error to the user."""
        self.window_show_message(types.ShowMessageParams(type=types.MessageType.Error, message=f"zerolint: {text}"))

    def log(self, text: str) -> None:
        """Write to the log that editors keep of a server."""
        self.window_log_message(types.LogMessageParams(type=types.MessageType.Warning, message=text))

    def trace(self, text: str, verbose: str) -> None:
        """Tell what is being done, where the client asked for it by `$/setTrace`."""
        level = self.protocol.trace
        if level != types.TraceValue.Off:
            more = verbose if level == types.TraceValue.Verbose else None
            self.log_trace(types.LogTraceParams(message=text, verbose=more))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A message that can't be handled is worth a line in the log, and no window that the user must close."""
        self.log(f"{type(error).__name__}: {error}")

    async def stop(self) -> None:
        """End the worker; what is asked from now on is answered by an error."""
        self.stopped = True
        self.linter.close()
        await self.worker.close()

    def _publish(self, uri: str, result: Result) -> None:
        if result.trouble is not None and result.trouble not in self._troubles:
            self._troubles.add(result.trouble)
            self.complain(result.trouble)
        took = f"analysed {uri} in {result.seconds * 1000:.0f} ms"
        self.trace(took, f"{len(result.findings)} findings, {len(result.kept)} kept from before")
        # What is not open no client asks for; of what is not analysed itself it would be told nothing.
        if not self.is_asked or self.documents.notebook(uri) or not self.linter.analyses(uri):
            self._publisher.publish(uri, result)

    def _closed(self, uri: str) -> None:
        self.linter.closed(uri)
        self._publisher.close(uri)

    def _folders(self) -> list[Path]:
        uris = [folder.uri for folder in self.workspace.folders.values()] or [self.workspace.root_uri]
        return [Path(path) for uri in uris if uri and (path := to_fs_path(uri))]


def result_id(result: Result) -> str:
    """Names a result for a client that keeps it: the same id is the same diagnostics."""
    shown = hash(tuple(map(key_of, result.findings)))
    return f"{os.getpid()}.{result.revision}.{shown:x}"
