"""What a process of the probe may do: its time, its memory, its environment, no network."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEMORY = 2 << 30
"""Bytes that one claim's process may hold; TensorFlow and a small network take about 350 MB."""
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""Environment variables that the probe's processes keep: no proxies, no tokens, no paths of the user's own modules."""
NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
SMALL_FILE = 16 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout` in seconds of wall time for one claim, `memory` in bytes, `jobs` processes at once."""

    timeout: float = 30.0
    memory: int = MEMORY
    jobs: int = 1


def environment(given: Mapping[str, str], folder: str) -> dict[str, str]:
    """The environment of the probe's processes, which keep their files in a folder that is removed afterwards."""
    own = {name: value for name, value in given.items() if name in KEPT}
    return own | {
        "HOME": folder,
        "TMPDIR": folder,
        "KERAS_HOME": folder,
        "KERAS_BACKEND": "tensorflow",
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
    }


def without_network() -> None:
    """From here on this process refuses to open a connection."""
    _refuse(NETWORK, "network")


def alone(limits: Limits) -> None:
    """From here on this process has its own group, dies with its parent, stays within its limits, starts no other."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):
            os.setsid()
    _die_with_parent()
    _refuse(PROCESSES, "processes")
    with contextlib.suppress(ImportError):
        import resource

        seconds = int(limits.timeout) + 5
        for kind, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, SMALL_FILE),
            (resource.RLIMIT_CPU, seconds * 2),
            (resource.RLIMIT_AS, _address_space() + limits.memory),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _refuse(events: tuple[str, ...], what: str) -> None:
    def hook(event: str, _: object) -> None:
        if event.startswith(events):
            raise RuntimeError(f"the probe uses no {what}")

    sys.addaudithook(hook)


def _die_with_parent() -> None:
    """Linux sends a signal when the parent is gone; elsewhere the processor time ends it."""
    if sys.platform == "linux":
        import ctypes
        import signal

        set_death_signal = 1
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)


def _address_space() -> int:
    """How much this process has mapped already: TensorFlow alone maps more than it uses."""
    return _pages(os.getpid(), 0)


def resident(pid: int) -> int:
    """How much memory a process holds, in bytes; 0 where the system does not say."""
    return _pages(pid, 1)


def _pages(pid: int, field: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[field]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
