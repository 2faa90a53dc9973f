"""What editors say to the server beside texts: their settings and folders, progress, cells, spellings, bad luck."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.probe import without_tensorflow
from tests.server.lsp_client import PATIENCE, Editor, places, range_of

STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
STUCK_PLACE = ("ZL302", 2, 47, 50)
CONSTANT = """\
import keras
import numpy as np

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="softmax")])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(np.random.rand(64, 4), np.random.randint(0, 2, 64))
"""

pytestmark = pytest.mark.asyncio(loop_scope="module")


def asks(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities()
    capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    capabilities.workspace.configuration = True
    capabilities.notebook_document = types.NotebookDocumentClientCapabilities(
        types.NotebookDocumentSyncClientCapabilities()
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory):
    """An editor that asks for diagnostics."""
    started = await Editor.start("visual_studio_code", folders=(tmp_path_factory.getbasetemp(),), tweak=asks)
    yield started
    await started.leave()


@pytest_asyncio.fixture(loop_scope="module")
async def own_editor(tmp_path):
    """One whose settings, folders or worker a test changes."""
    started = await Editor.start("visual_studio_code", folders=(tmp_path,), tweak=asks)
    yield started
    await started.leave()


@pytest.fixture
def uri(tmp_path):
    return (tmp_path / "train.py").as_uri()


async def found(editor, uri):
    return places((await editor.pulled(uri)).items)


async def test_settings_that_are_only_said_to_have_changed_are_asked_for(own_editor, uri):
    own_editor.open(uri, STUCK)
    assert await found(own_editor, uri) == [STUCK_PLACE]
    before = own_editor.client.diagnostic_refresh_count
    own_editor.client.set_configuration({"ignore": ["ZL302"]}, section="zerolint")
    own_editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await own_editor.until(lambda: own_editor.client.diagnostic_refresh_count > before)
    assert await found(own_editor, uri) == []


async def test_a_folder_that_is_added_is_where_its_globs_begin(own_editor, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "old").mkdir()
    inside = (other / "old" / "train.py").as_uri()
    # A folder of the workspace is the root of globs where no settings file says so.
    settings = {"zerolint": {"exclude": ["/old"]}}
    own_editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    own_editor.open(inside, STUCK)
    assert await found(own_editor, inside) == [STUCK_PLACE]
    event = types.WorkspaceFoldersChangeEvent(added=[types.WorkspaceFolder(other.as_uri(), "other")], removed=[])
    before = own_editor.client.diagnostic_refresh_count
    own_editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    await own_editor.until(lambda: own_editor.client.diagnostic_refresh_count > before)
    assert await found(own_editor, inside) == []


async def test_the_page_of_a_rule_opens_in_the_browser_of_a_client_that_has_one(tmp_path):
    def shows(capabilities: types.ClientCapabilities) -> None:
        capabilities.window = types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(True))

    started = await Editor.start(folders=(tmp_path,), tweak=shows)
    params = types.ExecuteCommandParams("zerolint.explain", ["ZL302"])
    await started.within(started.client.workspace_execute_command_async(params))
    (shown,) = started.client.shown_documents
    assert shown.external
    assert shown.uri.endswith("/rules/ZL302-non-positive-learning-rate.toml")
    await started.leave()


async def test_a_rule_that_is_no_rule_is_not_explained(editor):
    params = types.ExecuteCommandParams("zerolint.explain", ["ZL999"])
    assert await editor.within(editor.client.workspace_execute_command_async(params)) == ""
    assert "ZL999" in editor.client.messages[-1].message


async def test_a_text_is_the_same_however_its_name_is_written(editor, tmp_path):
    name = (tmp_path / "my train.py").as_uri()
    editor.open(name, STUCK)
    other = name.replace("my%20train", "my train").replace("train.py", "%74rain.py")
    assert await found(editor, other) == [STUCK_PLACE]


async def test_what_is_not_open_has_nothing(editor, uri):
    document, start = types.TextDocumentIdentifier(uri), types.Position(0, 0)
    assert await found(editor, uri) == []
    params = types.CodeActionParams(document, types.Range(start, start), types.CodeActionContext([]))
    assert list(await editor.within(editor.client.text_document_code_action_async(params))) == []
    assert await editor.within(editor.client.text_document_hover_async(types.HoverParams(document, start))) is None


async def test_of_a_burst_of_changes_the_last_one_counts(tmp_path):
    started = await Editor.start(folders=(tmp_path,))
    uri = (tmp_path / "train.py").as_uri()
    await started.opened(uri, STUCK)
    for number in range(40):
        last = started.change(uri, ((0, 0, 0, 0), f"# {number}\n"))
    assert places(await started.next_diagnostics(uri, version=last)) == [("ZL302", 42, 47, 50)]
    versions = [each.version for each in started.published]
    assert versions == sorted(versions)
    await started.leave()


def worker_of(editor) -> int:
    server = editor.client._server.pid
    (worker,) = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return int(worker)


async def test_a_worker_that_is_killed_costs_an_answer_and_no_more(own_editor, uri):
    own_editor.open(uri, STUCK)
    assert await found(own_editor, uri) == [STUCK_PLACE]
    os.kill(worker_of(own_editor), signal.SIGKILL)
    own_editor.change(uri, ((0, 0, 0, 0), "# a row\n"))
    await own_editor.pulled(uri)
    own_editor.change(uri, ((0, 0, 0, 0), "# a row\n"))
    assert await found(own_editor, uri) == [("ZL302", 4, 47, 50)]


async def test_behind_its_shutdown_the_server_answers_with_errors_until_it_is_left(tmp_path):
    started = await Editor.start(folders=(tmp_path,))
    await started.within(started.client.shutdown_async(None))
    params = types.HoverParams(types.TextDocumentIdentifier("file:///a.py"), types.Position(0, 0))
    with pytest.raises(JsonRpcException):
        await started.within(started.client.text_document_hover_async(params))
    started.client.exit(None)
    await started.within(started.client._server.wait())
    assert started.client._server.returncode == 0
    await started.client.stop()


async def test_what_was_asked_before_the_shutdown_does_not_hold_it_up(tmp_path):
    started = await Editor.start("visual_studio_code", folders=(tmp_path,), tweak=asks)
    uri = (tmp_path / "train.py").as_uri()
    started.open(uri, STUCK + "x = [1, 2, 3]\n" * 5000)
    asked = asyncio.ensure_future(started.pulled(uri))
    await asyncio.sleep(0)
    await started.within(started.client.shutdown_async(None))
    assert list((await asked).items) == []
    started.client.exit(None)
    await started.within(started.client._server.wait())
    await started.client.stop()


async def notebook(editor, tmp_path, *sources: str) -> tuple[str, list[str]]:
    uri = (tmp_path / "model.ipynb").as_uri()
    uris = [f"vscode-notebook-cell:{uri.removeprefix('file:')}#c{index}" for index in range(len(sources))]
    made = [types.NotebookCell(kind=types.NotebookCellKind.Code, document=each) for each in uris]
    texts = [types.TextDocumentItem(each, "python", 1, text) for each, text in zip(uris, sources, strict=True)]
    document = types.NotebookDocument(uri, "jupyter-notebook", 1, made)
    editor.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, texts))
    return uri, uris


def changed(editor, uri, **parts) -> None:
    event = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(**parts))
    document = types.VersionedNotebookDocumentIdentifier(2, uri)
    editor.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(document, event))


async def test_a_cell_that_is_added_is_analysed_with_the_others(editor, tmp_path):
    uri, (first,) = await notebook(editor, tmp_path, "import keras\nrate = 0.0\n")
    await editor.next_diagnostics(first)
    new = types.TextDocumentItem(f"{first}new", "python", 1, "optimizer = keras.optimizers.SGD(rate)\n")
    array = types.NotebookCellArrayChange(1, 0, [types.NotebookCell(types.NotebookCellKind.Code, new.uri)])
    since = len(editor.published)
    changed(editor, uri, structure=types.NotebookDocumentCellChangeStructure(array, did_open=[new]))
    await editor.until(lambda: any(each.uri == first and each.diagnostics for each in editor.published[since:]))


async def test_a_cell_that_becomes_words_is_no_longer_analysed(editor, tmp_path):
    uri, (first, second) = await notebook(editor, tmp_path, "import keras\nrate = 0.0\n", "keras.optimizers.SGD(rate)")
    assert places(await editor.next_diagnostics(first)) == [("ZL302", 1, 7, 10)]
    since = len(editor.published)
    changed(editor, uri, data=[types.NotebookCell(kind=types.NotebookCellKind.Markup, document=second)])
    assert await editor.next_diagnostics(first, since) == []


class Lab:
    """What JupyterLab's language server extension does: the cells' Python as one text, under the notebook's name."""

    TEXT = "%matplotlib inline\nimport keras\n\n\n!ls\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
    FACTOR = (5, 47, 5, 50)


async def test_python_under_a_notebook_s_name_is_followed_as_it_changes(tmp_path):
    started = await Editor.start("emacs", folders=(tmp_path,))
    uri = (tmp_path / "Untitled 1.ipynb").as_uri()
    assert places(await started.opened(uri, Lab.TEXT)) == [("ZL302", 5, 47, 50)]
    assert await started.changed(uri, (Lab.FACTOR, "0.01")) == []
    again = Lab.TEXT.replace("!ls", "%%time\n!ls")
    assert places(await started.changed(uri, again)) == [("ZL302", 6, 47, 50)]
    hover = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(6, 48))
    shown = await started.within(started.client.text_document_hover_async(hover))
    assert "non-positive-learning-rate" in shown.contents.value
    context = types.CodeActionContext(diagnostics=[])
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_of(6, 47, 6, 47), context)
    actions = await started.within(started.client.text_document_code_action_async(params))
    (action,) = [each for each in actions if each.title.startswith("Ignore")]
    (edit,) = action.edit.changes[uri] if action.edit.changes else action.edit.document_changes[0].edits
    where = (edit.range.start.line, edit.range.start.character, edit.range.end.line, edit.range.end.character)
    assert await started.changed(uri, (where, edit.new_text)) == []
    await started.leave()


async def test_a_notebook_that_becomes_python_and_json_again_is_read_as_what_it_is(tmp_path):
    started = await Editor.start("emacs", folders=(tmp_path,))
    uri = (tmp_path / "lab.ipynb").as_uri()
    json = '{"cells": [{"cell_type": "code", "source": "import keras\\nkeras.optimizers.SGD(0.0)"}]}'
    assert [each.code for each in await started.opened(uri, Lab.TEXT)] == ["ZL302"]
    assert [each.range.start.line for each in await started.changed(uri, json)] == [0]
    assert places(await started.changed(uri, Lab.TEXT)) == [("ZL302", 5, 47, 50)]
    await started.leave()


async def confirm(editor, uri):
    (place,) = [each for each in await found(editor, uri) if each[0] == "ZL201"]
    arguments = [uri, "ZL201", place[1] + 1, place[2] + 1, None]
    params = types.ExecuteCommandParams("zerolint.confirm", arguments)
    return await asyncio.wait_for(editor.client.workspace_execute_command_async(params), 4 * PATIENCE)


async def test_without_tensorflow_the_user_is_told_what_to_install(tmp_path, monkeypatch):
    command = without_tensorflow.command(tmp_path)
    started = await Editor.start("visual_studio_code", folders=(tmp_path,), zerolint_command=command, tweak=asks)
    uri = (tmp_path / "train.py").as_uri()
    started.open(uri, CONSTANT)
    await confirm(started, uri)
    assert 'pip install "zerolint[probe]"' in started.client.messages[-1].message
    await started.leave()


@pytest.mark.tensorflow
async def test_a_probe_whose_progress_is_cancelled_is_stopped(own_editor, uri):
    own_editor.open(uri, CONSTANT)
    asked = asyncio.ensure_future(confirm(own_editor, uri))
    await own_editor.until(lambda: own_editor.client.progress_reports)
    (token,) = own_editor.client.progress_reports
    own_editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    assert await asked is None
    assert [type(each) for each in own_editor.client.progress_reports[token]][-1] is types.WorkDoneProgressEnd
    await found(own_editor, uri)
