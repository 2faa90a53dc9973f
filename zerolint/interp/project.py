"""What is known of the project around a script while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from zerolint.facts.values import Object, Value
from zerolint.source.own_modules import OwnModule, Search

MODULE = 0
"""The heap key of the variables of the module that is checked."""
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

    _mentioned: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def around(cls, text: str, search: Search | None) -> Project:
        """The project of a script that is about to run."""
        if search is None:
            return cls([text])
        return cls([text], search, {search.script: Object(MODULE, MODULE_KIND)}, {MODULE: search.script})

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
