"""What was run so far, as the notebook that a check reads."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_UNNAMED = "notebook.ipynb"
_RESET = re.compile(r"^\s*%reset(?:\s+-\w+)*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Executed:
    """One execution: the number that `In[...]` shows, the source as typed, and the cell's id where the editor tells."""

    number: int
    source: str
    cell_id: str | None = None


class History:
    """The executions of a shell, those before the extension was loaded among them."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._ids: dict[int, str | None] = {}
        self._not_run: set[int] = set()
        # The cell that loads the extension is running: it was stored before it started.
        last = len(self._stored()) - 1
        self.current = Executed(max(last, 1), self._stored()[last] if last > 0 else "")

    def begins(self, info: Any) -> Executed:
        """Note the cell that is about to run; IPython stores it afterwards, at the end of its list."""
        number = max(len(self._stored()), 1)
        self.current = Executed(number, info.raw_cell, getattr(info, "cell_id", None))
        self._ids[number] = self.current.cell_id
        self._not_run.discard(number)
        return self.current

    def was_not_run(self) -> None:
        """The current cell changed nothing: it is no Python, or was refused, or only checked."""
        self._not_run.add(self.current.number)

    def notebook(self, current: Executed | None) -> bytes:
        """An .ipynb file of what was run before the current cell, and of it where it is given.

        The n-th cell of the file is `In[n]`. Left out are cells that did not run, the older run of a cell
        that was run again, and what came before a `%reset`.
        """
        stored = self._stored()
        runs = [
            Executed(number, stored[number], self._ids.get(number))
            for number in range(1, len(stored))
            if number not in self._not_run and number != self.current.number
        ]
        runs += [current] if current else []
        kept: dict[str, Executed] = {}
        for run in runs:
            if _RESET.search(run.source):
                kept.clear()
            kept[run.cell_id or f"In {run.source}"] = run
        sources = {run.number: run.source for run in kept.values()}
        cells = [
            {"cell_type": "code" if number in sources else "markdown", "source": sources.get(number, "")}
            for number in range(1, max(sources, default=0) + 1)
        ]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()

    def name(self) -> str:
        """The notebook's file as far as it is known: it decides which settings hold."""
        told = self._shell.user_ns.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME") or ""
        return told if isinstance(told, str) and told.endswith(".ipynb") else _UNNAMED

    def _stored(self) -> list[str]:
        manager = self._shell.history_manager
        return manager.input_hist_raw if manager is not None else [""]
