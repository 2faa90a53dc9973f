"""Every layout of a project through every door: the command line, JSON, a change in git, an editor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.projects.layouts import LAYOUTS, Layout, git, places, write
from tests.server.lsp_client import Editor

EACH = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
LINE = re.compile(r"^(?P<file>[^:\n]+):(?:cell (?P<cell>\d+):)?(?P<row>\d+):\d+: (?P<code>ZL\d+) ", re.MULTILINE)


@EACH
def test_the_command_line(layout: Layout, project, run) -> None:
    write(project, layout.files)
    for asked in (".", layout.script):
        status, out, _ = run("--isolated", asked)
        found = [(each["file"], int(each["row"]), each["code"]) for each in LINE.finditer(out)]
        assert set(found) == layout.expected
        assert len(found) == len(layout.expected), "told once"
        assert status == bool(found)


@EACH
def test_json_with_all_places(layout: Layout, project, found) -> None:
    write(project, layout.files)
    of_script = found(layout.script)
    assert places(of_script, project) == layout.expected
    reasons = {Path(reason.get("filename", each["filename"])) for each in of_script for reason in each["reasons"]}
    assert {project / name for name in layout.reasons} <= reasons
    assert all(each["end_location"]["row"] >= each["location"]["row"] for each in of_script)


@EACH
def test_a_change_in_git(layout: Layout, project, found) -> None:
    """What the last file shows of the others is new with it, and old as soon as it is committed."""
    last = layout.last or layout.script
    write(project, {name: text for name, text in layout.files.items() if name != last} | {".gitignore": ""})
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "first")
    assert found("--diff-base", "HEAD", ".") == []
    write(project, {last: layout.files[last]})
    for asked in (".", last):
        assert places(found("--diff-base", "HEAD", asked), project) == layout.expected
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "second")
    write(project, {layout.script: f"{layout.files[layout.script]}\n"})
    assert found("--diff-base", "HEAD", ".") == []


def shows_reasons(capabilities: types.ClientCapabilities) -> None:
    capabilities.text_document.publish_diagnostics = types.PublishDiagnosticsClientCapabilities(
        related_information=True
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(workspace: Path):
    """One server for all layouts, each in a folder of its own."""
    started = await Editor.start(folders=(workspace,), tweak=shows_reasons)
    yield started
    await started.leave()


@EACH
@pytest.mark.asyncio(loop_scope="module")
async def test_an_editor(layout: Layout, workspace: Path, editor: Editor, request: pytest.FixtureRequest) -> None:
    folder = workspace / str(list(LAYOUTS).index(request.node.callspec.id))
    write(folder, {**layout.files, "pyproject.toml": ""})
    since = len(editor.published)
    editor.open((folder / layout.script).as_uri(), layout.files[layout.script])

    def shown() -> dict[str, list[types.Diagnostic]]:
        return {each.uri: list(each.diagnostics) for each in editor.published[since:]}

    wanted = {((folder / name).as_uri(), row - 1, code) for name, row, code in layout.expected}
    await editor.until(lambda: {(folder / layout.script).as_uri(), *(uri for uri, _, _ in wanted)} <= shown().keys())
    found = [(uri, each) for uri, diagnostics in shown().items() for each in diagnostics]
    assert {(uri, each.range.start.line, each.code) for uri, each in found} == wanted
    related = {one.location.uri for _, each in found for one in each.related_information or ()}
    here = {uri for uri, _ in found}
    assert {(folder / name).as_uri() for name in layout.reasons} <= related | here
    editor.close((folder / layout.script).as_uri())
