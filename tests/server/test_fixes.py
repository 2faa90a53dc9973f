"""What mends in the editor, all of a text or one finding, is checked as `--fix` on the command line is."""

from __future__ import annotations

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.fix.fixing import SHARED_LOSS
from tests.server.lsp_client import Editor
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.fix.fixpoint import fix_until_stable
from zerolint.lsp.encoding import Encoding
from zerolint.settings.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

RESHUFFLED = """\
import tensorflow as tf

ds = tf.data.Dataset.range(1000).shuffle(1000)
train, val = ds.take(800), ds.skip(800)
"""
KEPT = RESHUFFLED.replace("(1000)\n", "(1000, reshuffle_each_iteration=False)\n")
MENDABLE = {
    f"{rule.code}-{example.slug}": (rule.code, example.code)
    for rule in load().rules.values()
    if rule.fix_grade == "safe"
    for example in rule.bad
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory):
    """An editor that wants actions whole."""
    started = await Editor.start(folders=(tmp_path_factory.getbasetemp(),))
    yield started
    await started.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def resolving(tmp_path_factory):
    """An editor that asks for the edit of an action when the user has chosen it."""
    started = await Editor.start("visual_studio_code", folders=(tmp_path_factory.getbasetemp(),), tweak=resolves)
    yield started
    await started.leave()


def resolves(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.code_action.data_support = True
    capabilities.text_document.code_action.resolve_support = types.ClientCodeActionResolveOptions(["edit"])
    capabilities.notebook_document = types.NotebookDocumentClientCapabilities(
        types.NotebookDocumentSyncClientCapabilities()
    )


@pytest.fixture
def uri(tmp_path):
    return (tmp_path / "train.py").as_uri()


def applied(action: types.CodeAction, texts: dict[str, str]) -> dict[str, str]:
    """The texts with an action's edits, as an editor makes them that counts in UTF-16."""
    changes = action.edit.changes or {
        each.text_document.uri: list(each.edits) for each in action.edit.document_changes or ()
    }
    assert set(changes) <= set(texts)
    encoding = Encoding()
    for uri, edits in changes.items():
        for edit in sorted(edits, key=lambda edit: edit.range.start, reverse=True):
            start, end = (encoding.offset(texts[uri], each) for each in (edit.range.start, edit.range.end))
            texts = {**texts, uri: texts[uri][:start] + edit.new_text + texts[uri][end:]}
    return texts


def mended(text: str, *selected: str) -> str:
    checker = Checker(Settings(extend_select=selected))
    judge = checker.asking_everything()
    return fix_until_stable(
        "train.py",
        text.encode(),
        lambda data: checker.check_source("train.py", data),
        lambda data: judge.check_source("train.py", data),
        unsafe=False,
    ).data.decode()


@pytest.mark.parametrize(("code", "text"), MENDABLE.values(), ids=MENDABLE)
async def test_what_is_written_is_what_the_command_line_writes(editor, uri, tmp_path, code, text):
    (tmp_path / "zerolint.toml").write_text(f'extend-select = ["{code}"]\n')
    text = ("'🎉'; " + text.lstrip("\n")).replace("\n", "\r\n")
    await editor.opened(uri, text)
    actions = await editor.fix_all(uri)
    assert (applied(actions[0], {uri: text})[uri] if actions else text) == mended(text, code)


async def test_what_would_bring_another_finding_is_left_as_on_the_command_line(editor, uri, tmp_path):
    # Behind the fix the comment has nothing to silence.
    (tmp_path / "zerolint.toml").write_text('extend-select = ["ZL003"]\n')
    text = RESHUFFLED.replace("ds.take(800)", "ds.take(800)  # zerolint: ignore[ZL301]\ntrain, val = ds.take(800)")
    await editor.opened(uri, text)
    (action,) = await editor.fix_all(uri)
    assert applied(action, {uri: text})[uri] == mended(text, "ZL003") != text


async def test_the_edit_is_worked_out_when_it_is_wanted(resolving, uri):
    await resolving.opened(uri, RESHUFFLED)
    (action,) = await resolving.fix_all(uri)
    assert (action.edit, action.kind) == (None, "source.fixAll.zerolint")
    resolved = await resolving.within(resolving.client.code_action_resolve_async(action))
    assert applied(resolved, {uri: RESHUFFLED}) == {uri: KEPT}
    assert resolved.edit.document_changes[0].text_document.version == 1


async def test_after_a_change_it_is_the_edit_of_the_text_as_it_is_then(resolving, uri):
    await resolving.opened(uri, RESHUFFLED)
    (action,) = await resolving.fix_all(uri)
    asked = resolving.client.code_action_resolve_async(action)
    resolving.change(uri, ((0, 0, 0, 0), "# a row\n"))
    resolved = await resolving.within(resolving.client.code_action_resolve_async(action))
    assert applied(resolved, {uri: "# a row\n" + RESHUFFLED}) == {uri: "# a row\n" + KEPT}
    assert resolved.edit.document_changes[0].text_document.version == 2
    await resolving.within(asked)


async def quick_fixes(editor: Editor, uri: str, code: str) -> list[types.CodeAction]:
    """What is offered to mend findings of a rule, anywhere in the text."""
    context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
    place = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
    offered = await editor.within(editor.client.text_document_code_action_async(params))
    return [each for each in offered if each.command is None and f"({code}" in each.title]


async def test_one_fix_comes_with_its_edit_where_the_editor_wants_it_whole(editor, uri):
    await editor.opened(uri, RESHUFFLED)
    (action,) = await quick_fixes(editor, uri, "ZL103")
    assert (applied(action, {uri: RESHUFFLED}), action.data) == ({uri: KEPT}, None)


async def test_one_fix_is_checked_when_it_is_wanted(resolving, uri):
    await resolving.opened(uri, RESHUFFLED)
    (action,) = await quick_fixes(resolving, uri, "ZL103")
    assert action.edit is None
    resolved = await resolving.within(resolving.client.code_action_resolve_async(action))
    assert applied(resolved, {uri: RESHUFFLED}) == {uri: KEPT}


async def test_one_fix_that_would_bring_another_finding_is_not_offered(editor, uri):
    await editor.opened(uri, SHARED_LOSS)
    assert await quick_fixes(editor, uri, "ZL203") == []
    await editor.changed(uri, SHARED_LOSS.replace("two.compile", "# two.compile"))
    assert len(await quick_fixes(editor, uri, "ZL203")) == 1


async def refused(resolving, action, why):
    """An action gives no edit, and the reason is told."""
    resolved = await resolving.within(resolving.client.code_action_resolve_async(action))
    assert resolved.edit is None
    told = f"zerolint: {why}"
    await resolving.until(lambda: told in [each.message for each in resolving.client.messages])


async def test_one_fix_that_is_refused_when_it_is_wanted_says_why(resolving, uri):
    await resolving.opened(uri, SHARED_LOSS)
    (action,) = await quick_fixes(resolving, uri, "ZL203")
    await refused(resolving, action, "ZL203 was not fixed: it would bring ZL205 in its place")


async def test_one_fix_of_a_finding_that_has_gone_says_so(resolving, uri):
    await resolving.opened(uri, RESHUFFLED)
    (action,) = await quick_fixes(resolving, uri, "ZL103")
    resolving.change(uri, KEPT)
    await refused(resolving, action, "ZL103 was not fixed: it is no longer found there")


async def test_a_closed_text_is_no_longer_mended(resolving, uri):
    await resolving.opened(uri, RESHUFFLED)
    (action,) = await resolving.fix_all(uri)
    resolving.close(uri)
    assert (await resolving.within(resolving.client.code_action_resolve_async(action))).edit is None


async def test_a_text_with_nothing_to_mend_has_no_such_action(editor, uri):
    await editor.opened(uri, KEPT)
    assert await editor.fix_all(uri) == []


async def test_a_notebook_is_mended_in_all_its_cells_at_once(resolving, tmp_path):
    uri = (tmp_path / "model.ipynb").as_uri()
    sources = ["import tensorflow as tf\n\nds = tf.data.Dataset.range(9).shuffle(9)", "# words", "", ""]
    sources[2] = "train, val = ds.take(8), ds.skip(8)\nother = tf.data.Dataset.range(5).shuffle(5)"
    sources[3] = "fit, check = other.take(4), other.skip(4)"
    kinds = [types.NotebookCellKind.Code, types.NotebookCellKind.Markup, *[types.NotebookCellKind.Code] * 2]
    uris = [f"vscode-notebook-cell:{uri.removeprefix('file:')}#c{index}" for index in range(len(sources))]
    cells = [types.NotebookCell(kind=kind, document=each) for kind, each in zip(kinds, uris, strict=True)]
    texts = [types.TextDocumentItem(each, "python", 1, text) for each, text in zip(uris, sources, strict=True)]
    document = types.NotebookDocument(uri, "jupyter-notebook", 1, cells)
    resolving.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, texts))
    await resolving.next_diagnostics(uris[0])
    assert await resolving.fix_all(uris[0]) == []
    (action,) = await resolving.fix_all(uris[0], "notebook.source.fixAll")
    resolved = await resolving.within(resolving.client.code_action_resolve_async(action))
    new = applied(resolved, dict(zip(uris, sources, strict=True)))
    assert [new[each] for each in uris] == [
        sources[0].replace("shuffle(9)", "shuffle(9, reshuffle_each_iteration=False)"),
        "# words",
        sources[2].replace("shuffle(5)", "shuffle(5, reshuffle_each_iteration=False)"),
        sources[3],
    ]
