"""A user who types at random, and a client that makes mistakes: shared by the suite and `benchmarks/server_soak.py`."""

from __future__ import annotations

import random
from pathlib import Path

from lsprotocol import types

from tests.server.lsp_client import Editor, places
from zerolint.checking.pipeline import check_source
from zerolint.lsp.encoding import Encoding
from zerolint.source.rows import rows_of

HERE = Path(__file__).parents[1]
STARTS = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("scripts/*.py"))]
INSERTED = (
    "\n",
    "  # \U0001f389",
    "x = 0.0\n",
    "(",
    '"""',
    "\r\n",
    "\u2028",
    "é",
    "    ",
    "learning_rate=1e-10",
    "\t",
    "\\",
)
MALFORMED = (
    b"{",
    b"\xff",
    b"[]",
    b"7",
    b'{"jsonrpc": "2.0"}',
    b'{"jsonrpc": "2.0", "method": "x/y"}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
)
TEXTS = 4


class Soak:
    """One run; all its choices come from the seed."""

    def __init__(self, editor: Editor, seed: int) -> None:
        self.editor = editor
        self.dice = random.Random(seed)
        self.texts: dict[str, str] = {}
        self.encoding = Encoding()

    @classmethod
    async def start(cls, seed: int) -> Soak:
        """A run over a new server."""
        return cls(await Editor.start("visual_studio_code"), seed)

    async def leave(self) -> None:
        """End the server."""
        await self.editor.leave()

    async def act(self) -> None:
        """Do one thing at random."""
        dice = self.dice
        if (len(self.texts) < TEXTS and dice.random() < 0.2) or not self.texts:
            uri = f"file:///soak/{dice.randrange(1000)}.py"
            if uri not in self.texts:
                self.texts[uri] = dice.choice(STARTS)
                self.editor.open(uri, self.texts[uri])
            return
        uri = dice.choice(sorted(self.texts))
        chance = dice.random()
        if chance < 0.03:
            self.editor.close(uri)
            del self.texts[uri]
        elif chance < 0.06:
            self.malformed()
        elif chance < 0.12:
            self.cancelled(uri)
        elif chance < 0.2:
            await self.editor.within(self.ask(uri))
        elif chance < 0.25:
            self.texts[uri] = dice.choice(STARTS)
            self.editor.change(uri, self.texts[uri])
        else:
            self.edit(uri)

    def edit(self, uri: str) -> None:
        """Replace a few characters by others."""
        text = self.texts[uri]
        start = self.dice.randrange(len(text) + 1)
        end = min(len(text), start + self.dice.choice((0, 0, 1, 3, 40)))
        start, end = (self.between(text, each) for each in (start, end))
        new = self.dice.choice(("", *INSERTED))
        where = (*self.position(text, start), *self.position(text, end))
        self.texts[uri] = text[:start] + new + text[end:]
        self.editor.change(uri, (where, new))

    def position(self, text: str, offset: int) -> tuple[int, int]:
        """Line and character, in UTF-16."""
        rows = rows_of(text[:offset])
        return len(rows) - 1, self.encoding.units(rows[-1])

    @staticmethod
    def between(text: str, offset: int) -> int:
        """An offset that does not part a CRLF: no position of the protocol does."""
        return offset - (text[offset - 1 : offset + 1] == "\r\n")

    async def ask(self, uri: str) -> None:
        """Ask for what an editor asks for all the time."""
        document, start = types.TextDocumentIdentifier(uri), types.Position(2, 30)
        await self.editor.client.text_document_hover_async(types.HoverParams(document, start))
        params = types.CodeActionParams(document, types.Range(start, start), types.CodeActionContext([]))
        for action in await self.editor.client.text_document_code_action_async(params) or ():
            # The client takes an action that is only a command for that command.
            if isinstance(action, types.CodeAction) and action.data is not None:
                await self.editor.client.code_action_resolve_async(action)

    def cancelled(self, uri: str) -> None:
        """Ask, and take it back at once."""
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        number = f"soak {self.dice.random()}"
        self.editor.client.protocol.send_request(types.TEXT_DOCUMENT_DIAGNOSTIC, params, msg_id=number)
        self.editor.client.cancel_request(types.CancelParams(id=number))

    def malformed(self) -> None:
        """Send what no client should."""
        body = self.dice.choice(MALFORMED)
        self.editor.client.protocol.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    async def settle(self) -> None:
        """Wait until every text was analysed as it is now; forget what was published before."""
        for uri in self.texts:
            await self.editor.pulled(uri)
        self.editor.published = self.editor.published[-200:]

    async def compare(self) -> int:
        """Compare every text's diagnostics with the command line's findings; how many texts there were."""
        await self.compare_each()
        # Most texts are no Python by now.
        for uri in self.texts:
            self.texts[uri] = self.dice.choice(STARTS)
            self.editor.change(uri, self.texts[uri])
            self.edit(uri)
        await self.compare_each()
        return 2 * len(self.texts)

    async def compare_each(self) -> None:
        """Compare the texts as they are."""
        for uri, text in self.texts.items():
            items = list((await self.editor.pulled(uri)).items)
            rows = rows_of(text)
            report = check_source(uri.removeprefix("file://"), text.encode())
            expected = [
                (
                    each.code,
                    each.start.row - 1,
                    self.encoding.units(rows[each.start.row - 1][: each.start.column - 1]),
                    self.encoding.units(rows[each.end.row - 1][: each.end.column - 1]),
                )
                for each in report.findings
            ]
            if any(code == "ZL001" for code, *_ in expected):
                # What still holds from before comes behind.
                items = items[: len(expected)]
            assert places(items) == expected, uri

    def memory(self) -> str:
        """Resident memory of the server and its worker, in MB."""
        server = self.editor.client._server.pid
        children = map(int, Path(f"/proc/{server}/task/{server}/children").read_text().split())
        return f"server {resident(server):.0f} MB, worker {sum(map(resident, children)):.0f} MB"


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6
