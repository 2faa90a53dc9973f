"""The command line: which command runs, and how a run ends."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from zerolint.commands import COMMANDS
from zerolint.errors import UserError, reason_of

CLEAN, FINDINGS, BROKEN, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status 0 (clean), 1 (findings) or 2 (usage, configuration, internal)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(words)
        sys.stdout.flush()
    except UserError as error:
        print(f"zerolint: {error}", file=sys.stderr)
        return BROKEN
    except BrokenPipeError:
        _abandon_output()
        return FINDINGS
    except OSError as error:
        print(f"zerolint: {reason_of(error)}", file=sys.stderr)
        _abandon_output()
        return BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else CLEAN
    except Exception as error:
        print(f"zerolint: internal error: {_told(error)}; please report it", file=sys.stderr)
        return BROKEN
    return status


def _run(words: list[str]) -> int:
    if words in (["--version"], ["-V"]):
        from zerolint import __version__

        print(f"zerolint {__version__}")
        return CLEAN
    name = words[0] if words and words[0] in COMMANDS else None
    if name is None:
        from zerolint.commands import check

        return check.run(words, commanded=False)
    status: int = importlib.import_module(COMMANDS[name]).run(words[1:])
    return status


def _abandon_output() -> None:
    """Whoever read our output has gone, or it is full; the interpreter must not complain about it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> str:
    """The exception and where it was raised, on one line."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text} ({os.path.basename(last.filename)}, line {last.lineno})"
