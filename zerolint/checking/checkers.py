"""One `Checker` for all files with the same settings."""

from __future__ import annotations

from zerolint.catalog.catalog import Catalog
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings


class Checkers:
    """Makes checkers when they are first needed, and keeps them; all with the same `honours_noqa` and `probing`."""

    def __init__(self, catalog: Catalog, *, honours_noqa: bool = True, probing: bool = False) -> None:
        self._catalog = catalog
        self._honours_noqa = honours_noqa
        self._probing = probing
        self._made: dict[Settings, Checker] = {}

    def of(self, settings: Settings) -> Checker:
        """The checker for these settings."""
        if settings not in self._made:
            self._made[settings] = Checker(
                settings, self._catalog, honours_noqa=self._honours_noqa, probing=self._probing
            )
        return self._made[settings]
