"""One `Checker` for all files with the same settings."""

from __future__ import annotations

from zerolint.catalog.catalog import Catalog
from zerolint.checking.pipeline import Checker
from zerolint.checking.results import Kept
from zerolint.settings.settings import Settings
from zerolint.source.own_modules import Files


class Checkers:
    """Makes checkers when they are first needed, and keeps them; all honour the same comments, read the same files."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        honours_noqa: bool = True,
        probing: bool = False,
        files: Files | None = None,
        kept: Kept | None = None,
    ) -> None:
        self._catalog = catalog
        self._honours_noqa = honours_noqa
        self._probing = probing
        self.files = files or Files()
        self._kept = kept
        self._made: dict[Settings, Checker] = {}

    def of(self, settings: Settings) -> Checker:
        """The checker for these settings."""
        if settings not in self._made:
            self._made[settings] = Checker(
                settings,
                self._catalog,
                honours_noqa=self._honours_noqa,
                probing=self._probing,
                files=self.files,
                kept=self._kept,
            )
        return self._made[settings]

    def close(self) -> None:
        """Keep what was found for the next run. From now on the disk is looked at as it is."""
        self.files.states = None
        if self._kept is not None:
            self._kept.save()
