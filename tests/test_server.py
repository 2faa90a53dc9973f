"""The language server as an editor meets it: a process that is talked to over its streams."""

from __future__ import annotations

import subprocess
import sys

import pytest
import pytest_asyncio
from lsp_client import Editor, places
from lsprotocol import types

STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
FINE = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.01)\n"
STUCK_PLACE = ("ZL302", 2, 47, 50)
FACTOR = (2, 47, 2, 50)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory):
    started = await Editor.start(folders=(tmp_path_factory.getbasetemp(),))
    yield started
    await started.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asking(tmp_path_factory):
    """An editor that asks for diagnostics."""
    started = await Editor.start("visual_studio_code", folders=(tmp_path_factory.getbasetemp(),), tweak=asks)
    yield started
    await started.leave()


def asks(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities()
    capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    capabilities.notebook_document = types.NotebookDocumentClientCapabilities(
        types.NotebookDocumentSyncClientCapabilities()
    )


@pytest.fixture
def uri(tmp_path):
    return (tmp_path / "train.py").as_uri()


async def test_a_finding_is_published_where_it_is_when_a_file_is_opened(editor, uri):
    (found,) = await editor.opened(uri, STUCK)
    assert places([found]) == [STUCK_PLACE]
    assert found.message.splitlines()[0] == "learning rate 0 for SGD: no weight moves"
    assert (found.source, found.severity) == ("zerolint", types.DiagnosticSeverity.Error)


async def test_a_change_is_applied_where_it_is_and_answered_with_its_version(editor, uri):
    await editor.opened(uri, STUCK)
    assert await editor.changed(uri, (FACTOR, "0.01")) == []
    (found,) = await editor.changed(uri, ((2, 47, 2, 51), "0.0"), ((0, 0, 0, 0), "# a row\n"))
    assert found.range.start.line == 3


async def test_diagnostics_are_taken_back_when_a_file_is_closed(editor, uri):
    await editor.opened(uri, STUCK)
    since = len(editor.published)
    editor.close(uri)
    assert await editor.next_diagnostics(uri, since) == []


async def test_diagnostics_on_demand_are_those_of_the_text_as_it_is_now(asking, uri):
    asking.open(uri, STUCK)
    first = await asking.pulled(uri)
    assert places(first.items) == [STUCK_PLACE]
    asking.change(uri, (FACTOR, "0.01"))
    assert list((await asking.pulled(uri)).items) == []
    assert asking.published == []


async def test_who_knows_the_diagnostics_already_is_told_so(asking, uri):
    asking.open(uri, STUCK)
    first = await asking.pulled(uri)
    again = await asking.pulled(uri, first.result_id)
    assert (again.kind, again.result_id) == ("unchanged", first.result_id)
    asking.change(uri, (FACTOR, "0.00"))
    assert (await asking.pulled(uri, first.result_id)).kind == "full"


def server(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zerolint", "server", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
