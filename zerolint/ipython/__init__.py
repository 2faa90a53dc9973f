"""The magics of a notebook: `%load_ext zerolint`, then `%%zerolint`, `%zerolint`, `%zerolint_on`, `%zerolint_off`.

Imported by IPython only, which is no dependency of zerolint.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from IPython.core.interactiveshell import InteractiveShell

from zerolint.ipython.session import Session

_SESSIONS: WeakKeyDictionary[InteractiveShell, Session] = WeakKeyDictionary()


def load(shell: InteractiveShell) -> None:
    """Register the magics with this shell."""
    _SESSIONS[shell] = Session(shell)
    _SESSIONS[shell].register()


def unload(shell: InteractiveShell) -> None:
    """Take everything back that `load` registered."""
    if session := _SESSIONS.pop(shell, None):
        session.unregister()
