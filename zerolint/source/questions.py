"""Questions about a project whose answers stand for all the files they were found in, however these change.

Whoever needs to know which scripts may write a file needs this answer, and not what all the scripts around hold. What
an answer was found in is kept with it: it is asked anew only where any of that has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from zerolint.source.answers import Answers
from zerolint.source.around import around
from zerolint.source.digest import digest
from zerolint.source.import_graph import ImportGraph
from zerolint.source.own_modules import AROUND, IMPORTED, MENTIONED, REACHED, SUPPLIED, WRITTEN, Files, Search
from zerolint.source.states import UNSTEADY, States
from zerolint.source.writers import searched, suppliers

Answered = tuple[str, Iterable[str]]
"""A word, and the paths and questions that it was found in."""


def answers(files: Files, states: States, kept: Answers) -> dict[str, Callable[[str], str]]:
    """By the kind of a question what answers it, as `states` does for paths; `kept` is what earlier runs found."""
    words = _Words(files, states, kept)
    return {
        AROUND: words.around,
        IMPORTED: words.imported,
        REACHED: words.reached,
        MENTIONED: lambda _: "",
        WRITTEN: lambda asked: words.kept(f"{WRITTEN}:{asked}", lambda: words.written(*asked.split("\0"))),
        SUPPLIED: lambda script: words.kept(f"{SUPPLIED}:{script}", lambda: words.supplied(script)),
    }


class _Words:
    """Words that are others once an answer is another one."""

    def __init__(self, files: Files, states: States, kept: Answers) -> None:
        self._files = files
        self._states = states
        self._kept = kept

    def kept(self, question: str, ask: Callable[[], Answered]) -> str:
        """The word of an earlier run, where all it was found in is as it was."""
        known = self._kept.get(question)
        if known is not None:
            return str(known[0])
        word, found_in = ask()
        words = {each: self._states.word(each) for each in found_in}
        if UNSTEADY in words.values():
            return UNSTEADY
        self._kept.put(question, word, words)
        return word

    def around(self, folder: str) -> str:
        """What the files hold that are seen from a folder."""
        return self._contents(around(self._files, folder))

    def imported(self, path: str) -> str:
        """Which files one imports."""
        found = "\n".join(ImportGraph(self._files).direct(path))
        return UNSTEADY if self._states.word(path) == UNSTEADY else found

    def reached(self, path: str) -> str:
        """What all files hold that one imports, and which they are."""
        return self._contents(sorted(ImportGraph(self._files).reached(path)))

    def written(self, script: str, *wanted: str) -> Answered:
        """Which scripts may have written what one reads, and what belongs to each."""
        graph = ImportGraph(self._files)
        found = searched(Search(script, self._files), wanted, graph).writers
        word = digest("\0".join("\n".join((each.path, *sorted(each.parts))) for each in found))
        return word, self._around(script, graph)

    def supplied(self, script: str) -> Answered:
        """Which files may have written what one reads, and what they hold."""
        graph = ImportGraph(self._files)
        found = suppliers(Search(script, self._files), self._files.data(script) or b"", graph)
        word = self._contents(sorted(found))
        return word, (*self._around(script, graph), *(each for each in graph.asked))

    def _around(self, script: str, graph: ImportGraph) -> list[str]:
        asked = (f"{IMPORTED}:{each}" for each in sorted(graph.asked))
        return [script, f"{AROUND}:{os.path.dirname(script)}", *asked]

    def _contents(self, paths: Iterable[str]) -> str:
        told = {each: self._states.word(each) for each in paths}
        if UNSTEADY in told.values():
            return UNSTEADY
        return digest("\n".join(f"{each} {word}" for each, word in told.items()))
