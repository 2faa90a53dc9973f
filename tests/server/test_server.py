"""The language server as an editor meets it: a process that is talked to over its streams."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.exceptions import JsonRpcException

import zerolint
from tests.server.lsp_client import PATIENCE, Editor, places, range_of
from tests.server.lsp_soak import Soak
from tests.support.notebooks import notebook

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


async def test_reasons_page_and_certainty_come_with_a_diagnostic(asking, uri):
    asking.open(uri, STUCK)
    (found,) = (await asking.pulled(uri)).items
    assert [(each.message, each.location.uri) for each in found.related_information] == [
        ("SGD takes it as its learning rate", uri)
    ]
    assert found.code_description.href.endswith("/rules/ZL302-non-positive-learning-rate.toml")
    assert found.data["certainty"] == "proven"


async def test_to_a_client_that_shows_no_other_places_the_reasons_are_part_of_the_message(editor, uri):
    (found,) = await editor.opened(uri, STUCK)
    assert found.message.endswith("\nbecause: line 3: SGD takes it as its learning rate")


async def test_while_a_row_is_half_typed_the_findings_elsewhere_stay(editor, uri):
    await editor.opened(uri, "# a row\n" + STUCK + "x = 1\n")
    broken = await editor.changed(uri, ((0, 0, 1, 0), ""), ((3, 4, 3, 5), "("))
    assert places(broken)[1] == STUCK_PLACE
    assert broken[0].code == "ZL001"
    assert places(await editor.changed(uri, ((3, 5, 3, 5), ")"))) == [STUCK_PLACE]


async def test_a_finding_whose_own_row_is_half_typed_is_gone(editor, uri):
    await editor.opened(uri, STUCK)
    assert [each.code for each in await editor.changed(uri, ((2, 47, 2, 51), ""))] == ["ZL001"]


async def test_a_language_that_is_not_python_is_left_alone(editor, tmp_path):
    text, script = (tmp_path / "notes.md").as_uri(), (tmp_path / "train.py").as_uri()
    editor.open(text, STUCK, "markdown")
    await editor.opened(script, STUCK)
    assert text not in {each.uri for each in editor.published}


async def test_python_under_a_notebook_s_name_is_read_as_what_it_is(editor, tmp_path):
    found = await editor.opened((tmp_path / "lab.ipynb").as_uri(), "%matplotlib inline\n" + STUCK)
    assert places(found) == [("ZL302", 3, 47, 50)]


async def test_a_notebook_s_json_has_its_findings_on_the_lines_of_the_json(editor, tmp_path):
    text = notebook("import keras\n", "x = 1\n" + STUCK)
    (found,) = await editor.opened((tmp_path / "raw.ipynb").as_uri(), text, "json")
    row = text.splitlines()[found.range.start.line]
    assert "learning_rate=0.0" in row


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 41), ("utf-16", 39), ("utf-32", 38)])
async def test_columns_count_in_the_units_agreed_on(tmp_path, encoding, column):
    started = await Editor.start(encodings=(encoding,), folders=(tmp_path,))
    text = "import keras\n\nparty = '🎉'; o = keras.optimizers.SGD(0.0)  # 🎉\n"
    uri = (tmp_path / "emoji.py").as_uri()
    assert started.introduction.capabilities.position_encoding == encoding
    (found,) = await started.opened(uri, text)
    start = found.range.start.character
    assert start == column
    assert await started.changed(uri, ((2, start, 2, start + 3), "0.01")) == []
    await started.leave()


async def test_rows_end_where_the_protocol_says(editor, uri):
    await editor.opened(uri, "x = '\u2028 \x0b \x85'\r\n" + STUCK.replace("\n", "\r\n"))
    assert await editor.changed(uri, ((3, 47, 3, 50), "0.01")) == []
    assert places(await editor.changed(uri, ((3, 47, 3, 51), "0.0"))) == [("ZL302", 3, 47, 50)]


async def test_a_change_beyond_the_end_is_at_the_end(editor, uri):
    await editor.opened(uri, "import keras")
    assert places(await editor.changed(uri, ((0, 0, 9999, 9999), STUCK))) == [STUCK_PLACE]


def cells(tmp_path, *sources: str, name: str = "model.ipynb"):
    """A notebook as `notebookDocument/didOpen` has it: its URI, those of its cells, and the parameters."""
    uri = (tmp_path / name).as_uri()
    uris = [f"vscode-notebook-cell:{uri.removeprefix('file:')}#c{index}" for index in range(len(sources))]
    made = [types.NotebookCell(kind=types.NotebookCellKind.Code, document=each) for each in uris]
    texts = [types.TextDocumentItem(each, "python", 1, text) for each, text in zip(uris, sources, strict=True)]
    document = types.NotebookDocument(uri, "jupyter-notebook", 1, made)
    return uri, uris, types.DidOpenNotebookDocumentParams(document, texts)


def change_of(uri: str, version: int, **parts) -> types.DidChangeNotebookDocumentParams:
    event = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(**parts))
    return types.DidChangeNotebookDocumentParams(types.VersionedNotebookDocumentIdentifier(version, uri), event)


def structure_of(start: int, count: int, new=(), opened=(), closed=()) -> types.NotebookDocumentCellChangeStructure:
    array = types.NotebookCellArrayChange(start, count, list(new))
    return types.NotebookDocumentCellChangeStructure(
        array, did_open=list(opened), did_close=[types.TextDocumentIdentifier(each) for each in closed]
    )


BUILD = "rate = 0.0\n"
USE = "optimizer = keras.optimizers.SGD(rate)\n"


async def test_a_notebook_is_analysed_as_one_and_each_cell_gets_its_own(asking, tmp_path):
    uri, (first, second, third), params = cells(tmp_path, "import keras\n", BUILD, USE)
    asking.client.notebook_document_did_open(params)
    (found,) = await asking.next_diagnostics(second)
    assert places([found]) == [("ZL302", 0, 7, 10)]
    assert {each.location.uri for each in found.related_information} <= {first, second, third}
    assert list((await asking.pulled(second)).items) == []
    text = types.NotebookDocumentCellContentChanges(
        types.VersionedTextDocumentIdentifier(2, second),
        [types.TextDocumentContentChangePartial(range=range_of(0, 7, 0, 10), text="0.01")],
    )
    since = len(asking.published)
    asking.client.notebook_document_did_change(change_of(uri, 2, text_content=[text]))
    assert await asking.next_diagnostics(second, since) == []


async def test_a_cell_that_is_removed_loses_its_diagnostics(asking, tmp_path):
    uri, (_, second, _), params = cells(tmp_path, "import keras\n", BUILD, USE, name="removed.ipynb")
    asking.client.notebook_document_did_open(params)
    await asking.next_diagnostics(second)
    since = len(asking.published)
    structure = structure_of(1, 1, closed=[second])
    asking.client.notebook_document_did_change(change_of(uri, 2, structure=structure))
    assert await asking.next_diagnostics(second, since) == []


async def test_a_cell_that_becomes_another_language_is_no_longer_analysed(asking, tmp_path):
    uri, (_, second, _), params = cells(tmp_path, "import keras\n", BUILD, USE, name="language.ipynb")
    asking.client.notebook_document_did_open(params)
    await asking.next_diagnostics(second)
    since = len(asking.published)
    cell = types.NotebookCell(kind=types.NotebookCellKind.Code, document=second)
    reopened = types.TextDocumentItem(second, "julia", 2, BUILD)
    structure = structure_of(1, 1, [cell], [reopened], [second])
    asking.client.notebook_document_did_change(change_of(uri, 2, structure=structure))
    assert await asking.next_diagnostics(second, since) == []


async def test_a_cell_that_moves_takes_its_diagnostics_along(asking, tmp_path):
    uri, (first, second, _), params = cells(tmp_path, "import keras\n", BUILD, USE, name="moved.ipynb")
    asking.client.notebook_document_did_open(params)
    await asking.next_diagnostics(second)
    since = len(asking.published)
    moved = [types.NotebookCell(kind=types.NotebookCellKind.Code, document=each) for each in (second, first)]
    asking.client.notebook_document_did_change(change_of(uri, 2, structure=structure_of(0, 2, moved)))
    assert places(await asking.next_diagnostics(second, since)) == [("ZL302", 0, 7, 10)]


async def test_a_notebook_that_is_closed_is_cleared(asking, tmp_path):
    uri, uris, params = cells(tmp_path, "import keras\n", BUILD, USE, name="closed.ipynb")
    asking.client.notebook_document_did_open(params)
    await asking.next_diagnostics(uris[1])
    since = len(asking.published)
    closed = [types.TextDocumentIdentifier(each) for each in uris]
    asking.client.notebook_document_did_close(
        types.DidCloseNotebookDocumentParams(types.NotebookDocumentIdentifier(uri), closed)
    )
    assert await asking.next_diagnostics(uris[1], since) == []


async def test_settings_of_the_nearest_file_hold_and_are_read_again_when_they_change(editor, tmp_path):
    (tmp_path / "zerolint.toml").write_text('ignore = ["ZL302"]\n')
    uri = (tmp_path / "train.py").as_uri()
    assert await editor.opened(uri, STUCK) == []
    (tmp_path / "zerolint.toml").write_text("")
    since = len(editor.published)
    event = types.FileEvent((tmp_path / "zerolint.toml").as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    assert places(await editor.next_diagnostics(uri, since)) == [STUCK_PLACE]


async def test_excluded_files_are_left_alone_though_they_are_open(editor, tmp_path):
    (tmp_path / "zerolint.toml").write_text('extend-exclude = ["old"]\n')
    assert await editor.opened((tmp_path / "old" / "train.py").as_uri(), STUCK) == []
    assert await editor.opened((tmp_path / ".venv" / "train.py").as_uri(), STUCK) == []
    assert len(await editor.opened((tmp_path / "train.py").as_uri(), STUCK)) == 1


async def test_a_wrong_settings_file_is_an_error_the_user_sees(editor, tmp_path):
    (tmp_path / "zerolint.toml").write_text("selct = []\n")
    assert await editor.opened((tmp_path / "train.py").as_uri(), STUCK) == []
    assert "unknown key `selct`; did you mean `select`?" in editor.client.messages[-1].message


async def test_saving_looks_at_the_settings_again(editor, tmp_path):
    uri = (tmp_path / "train.py").as_uri()
    await editor.opened(uri, STUCK)
    (tmp_path / "zerolint.toml").write_text('ignore = ["ZL302"]\n')
    since = len(editor.published)
    editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert await editor.next_diagnostics(uri, since) == []


async def test_the_editor_s_own_settings_go_before_the_files(tmp_path):
    started = await Editor.start(folders=(tmp_path,), options={"settings": {"ignore": ["ZL302"]}})
    uri = (tmp_path / "train.py").as_uri()
    assert await started.opened(uri, STUCK) == []
    since = len(started.published)
    started.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"zerolint": {"select": []}}))
    assert await started.next_diagnostics(uri, since) == []
    since = len(started.published)
    started.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"zerolint": {"select": ["ZL3"]}})
    )
    assert places(await started.next_diagnostics(uri, since)) == [STUCK_PLACE]
    started.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"zerolint": {"slect": []}}))
    await started.until(lambda: any("slect" in each.message for each in started.client.messages))
    assert "unknown key `slect`; did you mean `select`?" in started.client.messages[-1].message
    await started.leave()


async def test_the_server_asks_to_be_told_of_settings_files(asking):
    await asking.until(lambda: types.WORKSPACE_DID_CHANGE_WATCHED_FILES in asking.registered)


async def actions_at(editor, uri, where=(2, 47, 2, 47), only=None):
    context = types.CodeActionContext(diagnostics=[], only=only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_of(*where), context)
    return list(await editor.within(editor.client.text_document_code_action_async(params)))


async def test_a_finding_can_be_ignored_with_a_comment(editor, uri):
    await editor.opened(uri, STUCK)
    (action,) = [each for each in await actions_at(editor, uri) if each.title.startswith("Ignore")]
    (edit,) = edits_of(action, uri)
    assert edit.new_text == "  # zerolint: ignore[ZL302]"
    span = edit.range
    where = (span.start.line, span.start.character, span.end.line, span.end.character)
    assert await editor.changed(uri, (where, edit.new_text)) == []


def edits_of(action: types.CodeAction, uri: str) -> list[types.TextEdit]:
    if action.edit.document_changes:
        (change,) = action.edit.document_changes
        assert change.text_document.uri == uri
        return list(change.edits)
    return list(action.edit.changes[uri])


async def test_actions_are_offered_where_the_finding_is_and_of_the_kind_asked_for(editor, uri):
    await editor.opened(uri, STUCK)
    assert await actions_at(editor, uri, (0, 0, 0, 0)) == []
    assert await actions_at(editor, uri, only=[types.CodeActionKind.Refactor]) == []
    titles = [each.title for each in await actions_at(editor, uri, only=[types.CodeActionKind.QuickFix])]
    assert "Explain ZL302" in titles


async def test_the_page_of_a_rule_is_shown_on_demand(editor):
    params = types.ExecuteCommandParams("zerolint.explain", ["ZL302"])
    text = await editor.within(editor.client.workspace_execute_command_async(params))
    assert text.startswith("# non-positive-learning-rate (ZL302)")


async def hover_at(editor, uri, row, column):
    params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(row, column))
    return await editor.within(editor.client.text_document_hover_async(params))


async def test_the_rule_is_explained_on_the_reported_expression(editor, uri):
    await editor.opened(uri, STUCK)
    shown = await hover_at(editor, uri, 2, 48)
    assert "learning rate 0 for SGD: no weight moves" in shown.contents.value
    assert "non-positive-learning-rate" in shown.contents.value
    assert await hover_at(editor, uri, 0, 0) is None


async def test_the_rule_is_explained_on_its_code_in_a_comment(editor, uri):
    await editor.opened(uri, STUCK.replace("0.0)", "0.0)  # zerolint: ignore[ZL302]"))
    shown = await hover_at(editor, uri, 2, 75)
    assert shown.contents.value.startswith("**ZL302**")
    assert (shown.range.start.character, shown.range.end.character) == (72, 77)


async def test_a_request_that_is_cancelled_is_answered_by_that(asking, uri):
    # Long enough not to be analysed before the cancellation is read.
    asking.open(uri, STUCK + "x = [1, 2, 3]\n" * 3000)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    asking.client.protocol.send_request(types.TEXT_DOCUMENT_DIAGNOSTIC, params, msg_id="cancelled")
    waiting = asking.client.protocol._request_futures["cancelled"]
    asking.client.cancel_request(types.CancelParams(id="cancelled"))
    with pytest.raises(JsonRpcException, match="canceled"):
        await asking.within(asyncio.wrap_future(waiting))
    assert places((await asking.pulled(uri)).items) == [STUCK_PLACE]


async def test_what_is_done_is_traced_when_the_client_wants_it(editor, uri):
    traced = []
    editor.client.feature(types.LOG_TRACE)(lambda params: traced.append(params))
    editor.client.set_trace(types.SetTraceParams(types.TraceValue.Verbose))
    await editor.opened(uri, STUCK)
    editor.client.set_trace(types.SetTraceParams(types.TraceValue.Off))
    assert "analysed" in traced[0].message
    assert traced[0].verbose.startswith("1 findings")


def server(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    command = [sys.executable, "-m", "zerolint", "server", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, env=environment, **options)


def message(body: object) -> bytes:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(data), data)


def request(number: int, method: str, params: object = None) -> bytes:
    return message({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


HELLO = request(1, "initialize", {"capabilities": {}, "processId": None, "rootUri": None})
GOODBYE = request(9, "shutdown") + message({"jsonrpc": "2.0", "method": "exit"})


async def test_who_says_goodbye_is_left_with_0_and_who_vanishes_with_1():
    assert server(input=HELLO + GOODBYE).returncode == 0
    assert server(input=HELLO).returncode == 1


async def test_malformed_messages_are_answered_and_survived():
    nonsense = [
        message(b"no json"),
        message(b"\xff\xfe"),
        message([1, 2]),
        message({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"no": "document"}}),
        message({"jsonrpc": "2.0", "method": "nobody/knows"}),
        request(5, "textDocument/hover", {"textDocument": 7}),
        request(6, "nobody/knows"),
        b"Content-Length: nothing\r\n\r\n",
    ]
    done = server(input=HELLO + b"".join(nonsense) + GOODBYE)
    answers = [json.loads(part.split(b"\r\n\r\n", 1)[1]) for part in done.stdout.split(b"Content-Length:") if part]
    errors = {each["id"]: each["error"]["code"] for each in answers if "error" in each}
    assert errors == {5: -32602, 6: -32601}
    assert (done.returncode, done.stderr) == (0, b"")


async def test_without_pygls_the_server_says_what_to_install(tmp_path):
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ModuleNotFoundError(name='pygls')\n")
    path = os.pathsep.join([str(tmp_path), str(Path(zerolint.__file__).parent.parent)])
    command = [sys.executable, "-m", "zerolint", "server"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, timeout=60)
    assert done.returncode == 2
    assert done.stderr == 'zerolint: the language server needs pygls 2; install it with: pip install "zerolint[lsp]"\n'


async def test_random_edits_mistakes_and_cancellations_end_as_the_command_line_does():
    soak = await Soak.start(seed=3)
    for _ in range(300):
        await soak.act()
    await soak.settle()
    assert await soak.compare() >= 4
    await soak.leave()


CONSTANT = """\
import keras
import numpy as np

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="softmax")])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(np.random.rand(64, 4), np.random.randint(0, 2, 64))
"""


@pytest.mark.tensorflow
async def test_a_finding_is_confirmed_by_tensorflow_with_progress(asking, uri):
    asking.open(uri, CONSTANT)
    where = next(each.range for each in (await asking.pulled(uri)).items if each.code == "ZL201")
    span = (where.start.line, where.start.character, where.start.line, where.start.character)
    assert "Confirm ZL201 with TensorFlow" in [each.title for each in await actions_at(asking, uri, span)]
    place = [uri, "ZL201", where.start.line + 1, where.start.character + 1, None]
    params = types.ExecuteCommandParams("zerolint.confirm", place)
    verdict = await asyncio.wait_for(asking.client.workspace_execute_command_async(params), 4 * PATIENCE)
    assert verdict["status"] == "confirmed"
    assert asking.client.messages[-1].message == f"ZL201 is confirmed: {verdict['text']}"
    (reports,) = asking.client.progress_reports.values()
    assert [type(each) for each in reports] == [types.WorkDoneProgressBegin, types.WorkDoneProgressEnd]


async def test_a_fix_is_applied_and_the_finding_is_gone(editor, uri, tmp_path):
    (tmp_path / "zerolint.toml").write_text('extend-select = ["ZL003"]\n')
    text = FINE.replace("0.01)", "0.01)  # zerolint: ignore[ZL301]")
    (found,) = await editor.opened(uri, text)
    assert found.code == "ZL003"
    (action,) = await actions_at(editor, uri, (0, 0, 9, 0), only=["source.fixAll"])
    (edit,) = edits_of(action, uri)
    where = edit.range
    span = (where.start.line, where.start.character, where.end.line, where.end.character)
    assert await editor.changed(uri, (span, edit.new_text)) == []
    assert FINE.splitlines()[2] == text.splitlines()[2][: where.start.character]
