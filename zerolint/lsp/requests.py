"""Which request and notification is answered by what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability

from zerolint.errors import UserError
from zerolint.lsp.code_actions import EXPLAIN, KINDS, Actions, wanted_fix
from zerolint.lsp.confirming import CONFIRM, confirm
from zerolint.lsp.hovering import hover, page
from zerolint.lsp.server import SETTINGS_FILES, Server, result_id
from zerolint.report import explain


def register(server: Server) -> None:
    """Announce all features; pygls makes the server's capabilities of them."""
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.SHUTDOWN)(_shutdown)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_configured)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(_folders_changed)
    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="zerolint")
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(_diagnostic)
    kinds = types.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_code_actions)
    server.feature(types.CODE_ACTION_RESOLVE)(_resolve)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.command(EXPLAIN)(_explain)
    server.command(CONFIRM)(_confirm)


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.introduce(params)


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    registrations = []
    if ls.supports("workspace.did_change_watched_files.dynamic_registration"):
        watch = types.DidChangeWatchedFilesRegistrationOptions(
            watchers=[types.FileSystemWatcher(glob_pattern=SETTINGS_FILES)]
        )
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registrations.append(types.Registration(id=method, method=method, register_options=watch))
    if ls.supports("workspace.did_change_configuration.dynamic_registration"):
        section = types.DidChangeConfigurationRegistrationOptions(section="zerolint")
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        registrations.append(types.Registration(id=method, method=method, register_options=section))
    if registrations:
        await ls.client_register_capability_async(types.RegistrationParams(registrations=registrations))


async def _shutdown(ls: Server, params: None) -> None:
    await ls.stop()


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    # A client that watches no files saves them at least.
    ls.linter.settings_may_have_changed()
    ls.linter.changed(params.text_document.uri)


async def _configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    given = params.settings
    if not given and ls.supports("workspace.configuration"):
        wanted = types.ConfigurationParams(items=[types.ConfigurationItem(section="zerolint")])
        (given,) = await ls.workspace_configuration_async(wanted) or [None]
    ls.take_settings(given)


def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.settings_changed()


def _folders_changed(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.settings_changed()


async def _diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """Diagnostics on demand: of the text as it is now, however long that takes. Those of cells are published."""
    uri = params.text_document.uri
    text = ls.documents.text(uri)
    result = await ls.linter.current(uri) if text is not None and text.notebook is None else None
    if result is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    if params.previous_result_id == result_id(result):
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result_id(result))
    items = ls.renderer.by_page(result)[text.uri] if text is not None else []
    return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=result_id(result))


async def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    text = ls.documents.text(params.text_document.uri)
    result = await ls.linter.current(text.uri) if text is not None else None
    if text is None or result is None:
        return []
    offered = _actions(ls).offered(text, params.range, params.context.only, result)
    resolvable = get_capability(ls.client_capabilities, "text_document.code_action.resolve_support.properties") or ()
    if "edit" in resolvable and ls.supports("text_document.code_action.data_support"):
        return offered
    for action in offered:
        if action.data is not None:
            for reason in await _complete(ls, action):
                ls.log(f"{text.uri}: {reason}")
            action.data = None
    return [action for action in offered if action.edit is not None or action.command is not None]


async def _resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """An action that fixes, with its edit: it takes several analyses, so it is worked out when wanted."""
    unfixed = await _complete(ls, action)
    is_vain = action.edit is None and action.kind == types.CodeActionKind.QuickFix
    for reason in unfixed:
        # The user has chosen it, and sees nothing happen.
        (ls.complain if is_vain else ls.log)(reason)
    return action


async def _complete(ls: Server, action: types.CodeAction) -> Sequence[str]:
    """Give an action that fixes its edit; why what it leaves was not fixed."""
    wanted = wanted_fix(action.data)
    known = await ls.linter.fixed(*wanted) if wanted is not None else None
    if known is None:
        return ()
    result, answer = known
    if answer.edits:
        action.edit = _actions(ls).edit(answer.edits, result)
    return answer.unfixed


def _actions(ls: Server) -> Actions:
    versioned = ls.supports("workspace.workspace_edit.document_changes")
    return Actions(ls.documents, ls.renderer, versioned=versioned)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    text = ls.documents.text(params.text_document.uri)
    result = await ls.linter.current(text.uri) if text is not None else None
    if text is None or result is None:
        return None
    found = hover(result, text.uri, params.position, ls.catalog, ls.renderer, ls.documents.encoding)
    if found is None:
        return None
    shown, where = found
    formats = get_capability(ls.client_capabilities, "text_document.hover.content_format") or []
    kind = types.MarkupKind.Markdown if types.MarkupKind.Markdown in formats else types.MarkupKind.PlainText
    return types.Hover(contents=types.MarkupContent(kind=kind, value=shown), range=where)


async def _explain(ls: Server, code: str) -> str:
    """Show a rule's page: the page on the web where the client can open it, else its text in a message."""
    try:
        rule = ls.catalog.find(code)
    except UserError as error:
        ls.complain(str(error))
        return ""
    shown = None
    if ls.supports("window.show_document.support"):
        shown = await ls.window_show_document_async(types.ShowDocumentParams(uri=rule.url, external=True))
    if shown is None or not shown.success:
        ls.window_show_message(types.ShowMessageParams(type=types.MessageType.Info, message=page(rule)))
    return explain.markdown(rule)


async def _confirm(ls: Server, uri: str, code: str, row: int, column: int, cell: int | None) -> dict[str, Any] | None:
    return await confirm(ls, uri, code, row, column, cell)
