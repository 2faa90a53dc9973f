"""Asks TensorFlow about one finding, when the user wants it: the command line's `--probe`, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from zerolint.lsp.worker_protocol import Job

if TYPE_CHECKING:
    from zerolint.lsp.server import Server

CONFIRM = "zerolint.confirm"
_BOOT = "import sys; sys.path[:] = {path!r}; from zerolint.cli import main; sys.exit(main(sys.argv[1:]))"


class Unanswered(Exception):
    """There is no verdict; the text says why."""


async def confirm(ls: Server, uri: str, code: str, row: int, column: int, cell: int | None) -> dict[str, Any] | None:
    """Show what a short run says of the finding with this code at this place; the verdict as reports have it.

    Row, column and cell are the finding's own: from 1, in code points.
    """
    job = ls.linter.job(uri)
    if job is None:
        return None
    token = str(uuid.uuid4())
    visible = ls.supports("window.work_done_progress")
    if visible:
        await ls.work_done_progress.create_async(token)
        begin = types.WorkDoneProgressBegin(title="zerolint", message=f"{code} runs in TensorFlow", cancellable=True)
        ls.work_done_progress.begin(token, begin)
    running = asyncio.ensure_future(_verdict(job, code, (row, column, cell)))
    if visible:
        ls.work_done_progress.tokens[token].add_done_callback(lambda future: running.cancel())
    try:
        await asyncio.wait([running])
        if running.cancelled():
            # By the progress, which the user has closed.
            return None
        verdict = running.result()
    except Unanswered as error:
        ls.complain(str(error))
        return None
    finally:
        running.cancel()
        if visible:
            ls.work_done_progress.end(token, types.WorkDoneProgressEnd())
    text = f"{code} is {verdict['status']}: {verdict['text']}"
    ls.window_show_message(types.ShowMessageParams(type=types.MessageType.Info, message=text))
    return verdict


async def _verdict(job: Job, code: str, place: tuple[int, int, int | None]) -> dict[str, Any]:
    arguments = ["check", "--probe", "--output-format", "json", "--select", code, "--stdin-filename", job.name, "-"]
    if job.config is not None:
        arguments += ["--config", str(job.config)]
    boot = _BOOT.format(path=sys.path)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", boot, *arguments, stdin=pipe, stdout=pipe, stderr=pipe
    )
    try:
        out, errors = await process.communicate(job.data)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    try:
        found = json.loads(out)
    except ValueError:
        last = errors.decode(errors="replace").strip().splitlines()
        raise Unanswered(last[-1] if last else "the probe ended without a word") from None
    for each in found:
        where = each["location"]["row"], each["location"]["column"], each["cell"]
        if (each["code"], where) == (code, place):
            if each["verdict"] is None:
                raise Unanswered(f"{code} has no probe here")
            return dict(each["verdict"])
    raise Unanswered(f"{code} is no longer found there")
