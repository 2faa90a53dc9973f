"""In an editor a baseline hides what it hides on the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.server.lsp_client import Editor, places

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIRST = """\
import tensorflow as tf

ds = tf.data.Dataset.range(1000).shuffle(1000)
train, val = ds.take(800), ds.skip(800)
"""
SECOND = """
more = tf.data.Dataset.range(500).shuffle(500)
rest, some = more.take(400), more.skip(400)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory):
    started = await Editor.start(folders=(tmp_path_factory.getbasetemp(),))
    yield started
    await started.leave()


@pytest.fixture
def project(tmp_path):
    """A folder whose settings name a baseline that knows the one finding of its script."""
    (tmp_path / "zerolint.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "train.py").write_text(FIRST)
    accept(tmp_path)
    return tmp_path


def accept(folder) -> None:
    subprocess.run([sys.executable, "-m", "zerolint", "--write-baseline", "train.py"], cwd=folder, check=True)


def saved(editor: Editor, uri: str) -> None:
    document = types.TextDocumentIdentifier(uri)
    editor.client.text_document_did_save(types.DidSaveTextDocumentParams(document))


async def test_what_is_known_is_not_shown_and_what_is_new_is(editor, project):
    uri = (project / "train.py").as_uri()
    assert await editor.opened(uri, FIRST) == []
    found = await editor.changed(uri, "# a row more\n" + FIRST + SECOND)
    assert [(code, row) for code, row, *_ in places(found)] == [("ZL103", 6)]


async def test_a_baseline_that_is_written_anew_counts_at_once(editor, project):
    uri = (project / "train.py").as_uri()
    assert len(await editor.opened(uri, FIRST + SECOND)) == 1
    (project / "train.py").write_text(FIRST + SECOND)
    accept(project)
    since = len(editor.published)
    saved(editor, uri)
    assert await editor.next_diagnostics(uri, since) == []


async def test_fixing_all_leaves_alone_what_is_known(editor, project):
    uri = (project / "train.py").as_uri()
    await editor.opened(uri, FIRST + SECOND)
    (action,) = await editor.fix_all(uri)
    assert {each.range.start.line for edits in action.edit.document_changes for each in edits.edits} == {5}


async def test_a_baseline_that_is_not_there_is_told_until_it_is(editor, project):
    uri = (project / "train.py").as_uri()
    (project / "known.json").unlink()
    assert await editor.opened(uri, FIRST) == []
    await editor.until(lambda: editor.client.messages)
    assert "known.json: no such baseline; `--baseline" in editor.client.messages[-1].message
    accept(project)
    assert len(await editor.changed(uri, FIRST + SECOND)) == 1
