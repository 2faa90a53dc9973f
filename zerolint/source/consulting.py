"""Which scripts of a project need a file: those that import it, load what it saves, or read it as configuration."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zerolint.source.discovery import CONFIGURATION
from zerolint.source.import_graph import ImportGraph
from zerolint.source.mentions import Mentions, mentions_path
from zerolint.source.own_modules import Files
from zerolint.source.writers import DATA, mentions, with_imports

_COMPOSED = {b"hydra": (".yaml", ".yml"), b"gin": (".gin",)}
"""What libraries put together of files that name each other: any of these may be part of it."""


def consulting(files: Files, paths: Collection[str], among: Sequence[str]) -> list[str]:
    """Those of `among` that may need one of `paths`, told from the text of scripts alone."""
    graph = ImportGraph(files)
    configurations = [each for each in paths if each.endswith(CONFIGURATION)]
    scripts = [each for each in paths if not each.endswith(CONFIGURATION)]
    # Few files are named anywhere: only then it is asked who imports what.
    read = [each for each in among if configurations and _reads_any(mentions(files, each), configurations)]
    found = graph.importers([*scripts, *read], among) if scripts or read else []
    found += [each for each in read if each not in found]
    written = [told.names for each in scripts if (told := with_imports(graph, each)).writes]
    data = {each for one in written for each in one if each.endswith(DATA)}
    for each in among if data else ():
        told = with_imports(graph, each)
        if each not in found and told.reads and told.names & data:
            found.append(each)
    return found


def _reads_any(told: Mentions | None, configurations: Collection[str]) -> bool:
    if told is None:
        return False
    endings = tuple(ending for name in told.composing for ending in _COMPOSED[name])
    return any(each.endswith(endings) or mentions_path(told, each) for each in configurations)
