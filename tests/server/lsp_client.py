"""An editor for the tests: a real server process, and what it has sent."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pytest_lsp import ClientServerConfig
from pytest_lsp.client import LanguageClient, client_capabilities, make_test_lsp_client

import zerolint

PATIENCE = 60
"""Seconds after which a message that does not come fails a test; nothing waits that long when all is well."""


class Editor:
    """A client with a few words for what a test does."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.published: list[types.PublishDiagnosticsParams] = []
        self.versions: dict[str, int] = {}
        self.registered: list[str] = []
        client.protocol.fm.features.pop(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.append(params))

        client.feature(types.CLIENT_REGISTER_CAPABILITY)(
            lambda params: self.registered.extend(each.method for each in params.registrations)
        )

    @classmethod
    async def start(
        cls,
        like: str = "emacs",
        *,
        folders: tuple[Path, ...] = (),
        options: object = None,
        encodings: tuple[str, ...] = (),
        zerolint_command: Sequence[str] = (sys.executable, "-m", "zerolint"),
        tweak=lambda capabilities: None,
    ) -> Editor:
        """An editor like one of those that pytest-lsp knows, in these workspace folders."""
        environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
        command = [*zerolint_command, "server", "--stdio"]
        config = ClientServerConfig(command, client_factory=make_test_lsp_client, server_env=environment)
        editor = cls(await config.start())
        capabilities = client_capabilities(like)
        if encodings:
            capabilities.general = types.GeneralClientCapabilities(
                position_encodings=[types.PositionEncodingKind(each) for each in encodings]
            )
        tweak(capabilities)
        editor.introduction = await editor.within(
            editor.client.initialize_session(
                types.InitializeParams(
                    capabilities=capabilities,
                    workspace_folders=[types.WorkspaceFolder(uri=each.as_uri(), name=each.name) for each in folders],
                    initialization_options=options,
                )
            )
        )
        return editor

    async def leave(self) -> None:
        """Say goodbye, and wait until the server is gone."""
        await self.within(self.client.shutdown_session())
        await self.client.stop()

    @staticmethod
    async def within(waiting):
        """What is awaited, or a failed test."""
        return await asyncio.wait_for(waiting, PATIENCE)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so; what comes while nobody waits is not missed."""

        async def watch() -> None:
            while not condition():
                await asyncio.sleep(0.005)

        await self.within(watch())

    def open(self, uri: str, text: str, language: str = "python") -> None:
        """Open a text."""
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, uri: str, *changes: tuple[tuple[int, int, int, int], str] | str) -> int:
        """Change a text: in ranges (row, column, row, column; from 0, in the units agreed on), or as a whole."""
        self.versions[uri] += 1
        events = [
            types.TextDocumentContentChangeWholeDocument(text=each)
            if isinstance(each, str)
            else types.TextDocumentContentChangePartial(range=range_of(*each[0]), text=each[1])
            for each in changes
        ]
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=events)
        self.client.text_document_did_change(params)
        return self.versions[uri]

    def close(self, uri: str) -> None:
        """Close a text."""
        document = types.TextDocumentIdentifier(uri=uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=document))

    async def next_diagnostics(self, uri: str, since: int = 0, version: int | None = None) -> list[types.Diagnostic]:
        """What is published for a text (of this version) after so many messages in all."""
        wanted: list[types.PublishDiagnosticsParams] = []

        def came() -> bool:
            wanted[:] = [each for each in self.published[since:] if each.uri == uri and version in (None, each.version)]
            return bool(wanted)

        await self.until(came)
        return list(wanted[0].diagnostics)

    async def opened(self, uri: str, text: str, language: str = "python") -> list[types.Diagnostic]:
        """Open a text; its diagnostics."""
        since = len(self.published)
        self.open(uri, text, language)
        return await self.next_diagnostics(uri, since)

    async def changed(self, uri: str, *changes: tuple[tuple[int, int, int, int], str] | str) -> list[types.Diagnostic]:
        """Change a text; its diagnostics."""
        return await self.next_diagnostics(uri, version=self.change(uri, *changes))

    async def fix_all(self, uri: str, kind: str = "source.fixAll") -> list[types.CodeAction]:
        """The actions that mend all of a text."""
        context = types.CodeActionContext(diagnostics=[], only=[kind])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_of(0, 0, 0, 0), context)
        return list(await self.within(self.client.text_document_code_action_async(params)))

    async def pulled(self, uri: str, known: str | None = None):
        """Ask for the diagnostics of a text."""
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri=uri), previous_result_id=known)
        return await self.within(self.client.text_document_diagnostic_async(params))


def range_of(row: int, column: int, end_row: int, end_column: int) -> types.Range:
    """A range in the protocol's counting, from 0."""
    return types.Range(types.Position(row, column), types.Position(end_row, end_column))


def places(diagnostics: list[types.Diagnostic]) -> list[tuple[str, int, int, int]]:
    """Code, row, and first and last column of each diagnostic, in the protocol's counting."""
    return [
        (str(each.code), each.range.start.line, each.range.start.character, each.range.end.character)
        for each in diagnostics
    ]
