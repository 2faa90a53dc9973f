"""Steers the worker process: one job at a time, of every document the newest, nobody waits for a stale one."""

from __future__ import annotations

import asyncio
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from zerolint.lsp.worker_protocol import HEADER, Answer, Forget, Job, Message, Stop, packed

LIMIT = 60.0
"""Seconds after which a job is given up; the guard lets nothing through that takes a tenth of it."""

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from zerolint.lsp.worker import main; main()"
"""Started so, the worker sees the modules that the server sees, and none that lie in the user's folder."""


class Failed(Exception):
    """The worker died of a job, or took too long; the text says which."""


@dataclass(slots=True)
class _Order:
    """A job that waits for its turn, made when that has come."""

    key: str
    make: Callable[[int], Job]
    answer: asyncio.Future[Answer]
    number: int = 0


class WorkerClient:
    """Answers jobs, in the order in which documents first asked."""

    def __init__(self, log: Callable[[str], None]) -> None:
        self._log = log
        self._orders: dict[str, _Order] = {}
        self._doing: _Order | None = None
        self._serving: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._numbers = 0

    def ask(self, key: str, make: Callable[[int], Job]) -> asyncio.Future[Answer]:
        """An answer to come; a former question about the same document is cancelled."""
        self.drop(key)
        order = _Order(key, make, asyncio.get_running_loop().create_future())
        self._orders[key] = order
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return order.answer

    def drop(self, key: str) -> None:
        """Nobody wants to know about this document any more, for now."""
        if waiting := self._orders.pop(key, None):
            waiting.answer.cancel()
        doing = self._doing
        if doing is not None and doing.key == key and not doing.answer.done():
            doing.answer.cancel()
            self._send(Stop(doing.number))

    def forget(self, key: str) -> None:
        """The document is closed."""
        self.drop(key)
        self._send(Forget(key))

    async def close(self) -> None:
        """End the worker."""
        for key in list(self._orders):
            self.drop(key)
        if self._serving is not None:
            self._serving.cancel()
        await self._kill()

    async def _serve(self) -> None:
        while self._orders:
            order = self._orders.pop(next(iter(self._orders)))
            self._numbers += 1
            order.number = self._numbers
            self._doing = order
            try:
                answer = await asyncio.wait_for(self._done(order), LIMIT)
            except asyncio.TimeoutError:
                await self._fail(order, f"gave up after {LIMIT:.0f} seconds")
            except (asyncio.IncompleteReadError, ConnectionError, OSError) as error:
                await self._fail(order, f"the worker process ended: {error}")
            else:
                if not order.answer.done():
                    order.answer.set_result(answer)
            finally:
                self._doing = None

    async def _done(self, order: _Order) -> Answer:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._started()
        self._send(order.make(order.number))
        assert process.stdout is not None
        while True:
            header = await process.stdout.readexactly(HEADER.size)
            answer: Answer = pickle.loads(await process.stdout.readexactly(*HEADER.unpack(header)))
            if answer.number == order.number:
                return answer

    async def _started(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-c", _BOOT, *sys.path)
        return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)

    def _send(self, message: Message) -> None:
        process = self._process
        if process is not None and process.stdin is not None and process.returncode is None:
            process.stdin.write(packed(message))

    async def _fail(self, order: _Order, reason: str) -> None:
        await self._kill()
        self._log(f"{order.key}: {reason}")
        if not order.answer.done():
            order.answer.set_exception(Failed(reason))

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
