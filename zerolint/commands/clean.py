"""`zerolint clean`: take away what earlier runs kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from zerolint.catalog.catalog import load
from zerolint.commands.absent import is_absent
from zerolint.commands.parser import Parser, add_help
from zerolint.errors import UserError, reason_of
from zerolint.report.ansi import printable
from zerolint.settings.settings import Finder, Overrides
from zerolint.source.cache_folder import NAME, remove

_DESCRIPTION = """\
Take away what earlier runs kept for the next one: the folders .zerolint_cache in
these folders and below, and the one that the settings name."""

_EPILOG = """\
No run needs it: what zerolint keeps it checks, and finds again where it is gone.
A folder that is called clean is checked by `zerolint ./clean`.

examples:
  zerolint clean
  zerolint clean ~/projects"""


def run(arguments: Sequence[str]) -> int:
    """Remove caches, and say which."""
    parser = Parser("clean", _DESCRIPTION, _EPILOG)
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: .")
    parser.add_argument("--quiet", "-q", action="store_true", help="say nothing where all went well")
    add_help(parser)
    given = parser.parse_args(list(arguments))
    total = count = 0
    for folder in given.folders or ["."]:
        if is_absent(folder) or not os.path.isdir(folder):
            raise UserError(f"there is no folder `{folder}`")
        for cache in _caches(folder):
            try:
                size = remove(cache)
            except OSError as error:
                raise UserError(f"{cache} can't be removed: {reason_of(error)}") from None
            if size is not None:
                count, total = count + 1, total + size
                if not given.quiet:
                    print(f"Removed {printable(cache)} ({_told(size)})", file=sys.stderr)
    if not count and not given.quiet:
        print("There is no cache to remove.", file=sys.stderr)
    return 0


def _caches(folder: str) -> Iterator[str]:
    """Where caches may be: each once."""
    named = Finder(load(), Overrides()).of_folder(Path(folder)).cache_dir
    if named is not None:
        yield os.path.relpath(named) if named.is_relative_to(Path.cwd()) else str(named)
    for path, folders, _ in os.walk(folder):
        if NAME in folders:
            folders.remove(NAME)
            yield os.path.normpath(os.path.join(path, NAME))


def _told(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{-(-size // 1000)} kB"
