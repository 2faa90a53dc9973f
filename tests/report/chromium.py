"""Headless Chromium, spoken to in its DevTools protocol through a pipe: what a page logs, asks for, and looks like."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60.0


class Browser:
    """One page of a browser. `logged` is what its console has, `requested` what it asked for, by their addresses."""

    def __init__(self, say: int, hear: int) -> None:
        self._say, self._hear = say, hear
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self._loaded = False
        self.logged: list[str] = []
        self.requested: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Security"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a command; events that come before it are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._say, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, address: str) -> None:
        """Load a page, with all that it wants."""
        self._loaded = False
        failed = self.call("Page.navigate", url=address).get("errorText")
        assert failed is None, failed
        while not self._loaded:
            self._next()
        # What is asked for or logged behind the load comes before the answer to a frame that is drawn then.
        self.value("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 300)))")

    def value(self, expression: str) -> Any:
        """What a JavaScript expression is in the page, which itself needs no right to run any."""
        found = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def look(self, width: int = 1000, scheme: str = "light") -> None:
        """How wide the window is, and whether the user wants light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])

    def picture(self, file: Path, selector: str) -> None:
        """A picture of one element."""
        box = self.value(f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return {{x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, scale: 1}};
        }})()""")
        taken = self.call("Page.captureScreenshot", clip=box, captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(taken["data"]))

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._hear], [], [], max(deadline - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            said = os.read(self._hear, 1 << 16)
            assert said, "Chromium is gone"
            self._rest += said
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, event: str | None, told: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Network.requestWillBeSent":
            self.requested.append(told["request"]["url"])
        elif event == "Log.entryAdded":
            self.logged.append(told["entry"]["text"])
        elif event in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.logged.append(json.dumps(told))


@contextlib.contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that keeps its files in a folder; skips where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if program is None:
        pytest.skip("chromium is not installed (Debian: chromium)")
    in_reading, in_writing = os.pipe()
    out_reading, out_writing = os.pipe()
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    flags += ["--disable-extensions", "--disable-background-networking", f"--user-data-dir={folder / 'profile'}"]
    redirected = f'exec "$0" "$@" 3<&{in_reading} 4>&{out_writing}'
    process = subprocess.Popen(
        ["bash", "-c", redirected, program, *flags, "--remote-debugging-pipe", "about:blank"],
        pass_fds=(in_reading, out_writing),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    )
    os.close(in_reading)
    os.close(out_writing)
    try:
        yield Browser(in_writing, out_reading)
    finally:
        # Without its pipe the browser closes, and its processes with it.
        os.close(in_writing)
        os.close(out_reading)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
