"""What is known of the project around a script while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zerolint.facts.values import Object, Value
from zerolint.source.own_modules import OwnModule, Search

MODULE = 0
"""The heap key of the variables of the module that is checked."""
SAVED = -1
"""The heap key of what files hold that scripts of the project write: its slots are their paths."""
MODULE_KIND = "module"
"""The kind of a module's object: its slots are the module's variables."""


@dataclass(slots=True)
class Project:
    """The modules that were imported. `search` says where imports lead; None: nowhere in the project."""

    texts: list[str]
    """Those of all modules that are run."""
    search: Search | None = None
    modules: dict[str, Value] = field(default_factory=dict)
    """By the path of the file or folder."""
    paths: dict[int, str] = field(default_factory=dict)
    """Where each of them is, by the key of its object."""
    loaded: list[OwnModule] = field(default_factory=list)
    absent: int = 0
    """How many imports led nowhere."""
    granted: int = 0
    """Evaluations that modules added to the budget."""
    sees_version: bool = False
    """Whether the names in a module may tell which Keras it is written for."""
    running: list[str] = field(default_factory=list)
    """Scripts that are run because they wrote what the one that is checked reads, each inside of the one before."""
    runs: int = 0
    """How many of them were run."""
    unfinished: set[str] = field(default_factory=set)
    """The files of modules whose bodies are being run."""
    ran: list[str] = field(default_factory=list)
    """Files that a notebook runs by `%run`, in that order."""
    sought: set[str] = field(default_factory=set)
    """Files that a script was looked for which writes them."""
    foreign: set[str] = field(default_factory=set)
    """Those that hold what another script wrote."""
    earlier: set[str] = field(default_factory=set)
    """The files of scripts that ran before, and of modules that only those imported."""

    _mentioned: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def around(cls, text: str, search: Search | None) -> Project:
        """The project of a script that is about to run."""
        if search is None:
            return cls([text])
        return cls([text], search, {search.script: Object(MODULE, MODULE_KIND)}, {MODULE: search.script})

    def missing(self, dotted: str) -> str:
        """Why nothing is known of a module that an import does not find."""
        return f"own module {dotted}" if self.search is None else f"own module {dotted}, not found in the project"

    def mentions(self, text: str) -> bool:
        """Whether one of the modules that are run has this text anywhere."""
        known = self._mentioned.get(text)
        if known is None:
            known = self._mentioned[text] = any(text in each for each in self.texts)
        return known

    def add(self, module: OwnModule) -> None:
        """One more module is run."""
        self.loaded.append(module)
        self.texts.append(module.source.text)
        self._mentioned.clear()

    def remove(self, loaded: Iterable[OwnModule], modules: Iterable[str]) -> None:
        """These modules were not run after all."""
        for module in loaded:
            self.loaded.remove(module)
            self.texts.remove(module.source.text)
        for path in modules:
            del self.modules[path]
        self._mentioned.clear()
