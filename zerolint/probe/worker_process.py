"""Starts the probe's processes and speaks to them in lines: on every system, and without an endless wait."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

from zerolint.probe.limits import environment

IMPORT = 120.0
"""Seconds that importing TensorFlow may take on a slow disk."""
GRACE = 10.0
"""Seconds that a process has to end when it is asked to, or to say what it has found."""
START = "import sys; sys.path[:0] = sys.argv[1:]; from zerolint.probe.{module} import main; main()"


class WorkerProcess:
    """A process that runs `main` of a module of the probe, in a folder that is its own, and answers in lines."""

    def __init__(self, module: str, folder: str) -> None:
        self._heard: queue.Queue[str | None] = queue.Queue()
        self._said: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", START.format(module=module), *library_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment(os.environ, folder),
            text=True,
            start_new_session=True,
        )
        for work in (self._read, self._write):
            threading.Thread(target=work, daemon=True).start()

    def say(self, line: str) -> None:
        """Send a line, without a wait for its reader. The way stays open, and ends with this process."""
        self._said.put(f"{line}\n")

    def hear(self, patience: float) -> str | None:
        """The next line; None where the process has ended. TimeoutError after so many seconds."""
        try:
            return self._heard.get(timeout=patience)
        except queue.Empty:
            raise TimeoutError from None

    def end(self) -> int:
        """The exit status of the process, which is gone then; it takes its children along."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(GRACE / 2)
            except subprocess.TimeoutExpired:
                self._process.kill()
        return self._process.wait()

    def status(self) -> int:
        """The exit status of a process that has said its last word."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE / 2)
        return self.end()

    def _write(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            while True:
                self._process.stdin.write(self._said.get())
                self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._heard.put(line)
        self._heard.put(None)


def library_path() -> list[str]:
    """Where packages are installed that the linter itself can import; never a folder of the user's own modules."""
    installed = [each for each in sys.path if Path(each).name in ("site-packages", "dist-packages")]
    return [str(Path(__file__).resolve().parents[2]), *installed]
