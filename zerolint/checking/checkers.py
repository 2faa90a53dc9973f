"""One `Checker` for all files with the same settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zerolint.catalog.catalog import Catalog
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings
from zerolint.source.own_modules import Files

if TYPE_CHECKING:
    from zerolint.checking.results import Kept, News


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
        self.honours_noqa = honours_noqa
        self.probing = probing
        self.files = files or Files()
        self._kept = kept
        self._made: dict[Settings, Checker] = {}

    def of(self, settings: Settings) -> Checker:
        """The checker for these settings."""
        if settings not in self._made:
            self._made[settings] = Checker(
                settings,
                self._catalog,
                honours_noqa=self.honours_noqa,
                probing=self.probing,
                files=self.files,
                kept=self._kept,
            )
        return self._made[settings]

    def reading(self, files: Files) -> Checkers:
        """The same for other texts, of which nothing is kept."""
        return Checkers(self._catalog, honours_noqa=self.honours_noqa, probing=self.probing, files=files)

    @property
    def here(self) -> Settings | None:
        """The settings in whose folder it is kept what files import; None where nothing is kept."""
        return None if self._kept is None else self._kept.here

    def found(self) -> News | None:
        """What is to be kept, for another process to write down; from here it is gone."""
        return None if self._kept is None else self._kept.news()

    def take(self, news: News | None) -> None:
        """Keep what another process found."""
        if self._kept is not None and news is not None:
            self._kept.take(news)

    def close(self) -> None:
        """Keep what was found for the next run. From now on the disk is looked at as it is."""
        self.files.states = None
        if self._kept is not None:
            self._kept.save()
