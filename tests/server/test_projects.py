"""A project in an editor: what one text does to another, saved or not, and where that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.projects.layouts import BAD, DATA
from tests.server.lsp_client import Editor, places

pytestmark = pytest.mark.asyncio(loop_scope="module")

LABELS = DATA.replace("(90, 1)", "(90, settings.UNITS)")
SCRIPT = f"import settings\nfrom networks import build_model\n{LABELS}build_model(settings.UNITS).fit(x, y)\n"
CONSTANT = ("ZL202", 12, 13, 39)


@pytest.fixture
def uris(tmp_path):
    files = {"networks.py": BAD, "settings.py": "UNITS = 1\n", "train.py": SCRIPT}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return {name: (tmp_path / name).as_uri() for name in files}


def shows_reasons(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.publish_diagnostics = types.PublishDiagnosticsClientCapabilities(
        related_information=True
    )


@pytest_asyncio.fixture(loop_scope="module")
async def editor(tmp_path):
    started = await Editor.start(folders=(tmp_path,), tweak=shows_reasons)
    yield started
    await started.leave()


def latest(editor, uri: str) -> Sequence[types.Diagnostic]:
    return [each for each in editor.published if each.uri == uri][-1].diagnostics


async def test_a_finding_is_shown_in_the_module_with_its_reasons_elsewhere(editor, uris):
    assert await editor.opened(uris["train.py"], SCRIPT) == []
    (found,) = await editor.next_diagnostics(uris["networks.py"])
    assert places([found]) == [CONSTANT]
    assert uris["settings.py"] in [each.location.uri for each in found.related_information]


async def test_the_text_of_an_open_module_counts_before_its_file(editor, uris):
    await editor.opened(uris["train.py"], SCRIPT)
    assert len(await editor.next_diagnostics(uris["networks.py"])) == 1
    since = len(editor.published)
    editor.open(uris["settings.py"], "UNITS = 3\n")
    assert await editor.next_diagnostics(uris["networks.py"], since) == []
    since = len(editor.published)
    editor.close(uris["settings.py"])
    assert places(await editor.next_diagnostics(uris["networks.py"], since)) == [CONSTANT]


async def test_an_open_module_shows_what_the_script_does_with_it_once(editor, uris):
    await editor.opened(uris["train.py"], SCRIPT)
    await editor.next_diagnostics(uris["networks.py"])
    since = len(editor.published)
    editor.open(uris["networks.py"], BAD)
    assert places(await editor.next_diagnostics(uris["networks.py"], since)) == [CONSTANT]
    editor.close(uris["train.py"])
    # The script was run once more for the text that is open now; what that run sent may come first.
    await editor.until(lambda: not latest(editor, uris["networks.py"]))
