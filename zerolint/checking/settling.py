"""What a run over one script showed, sorted by the files that it is about, as their own comments leave it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from zerolint.catalog.catalog import Catalog
from zerolint.claims.claim import Subject
from zerolint.facts.places import Place
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.findings.placing import folded, merge
from zerolint.findings.understanding import Understanding
from zerolint.source.own_modules import OwnModule
from zerolint.source.read import Source, Spot
from zerolint.source.statements import StatementRows
from zerolint.suppression.directives import Suppressions
from zerolint.suppression.matching import ignores_all, is_suppressed


@dataclass(frozen=True, slots=True)
class Commented:
    """A file with its statements and the comments that suppress findings."""

    source: Source
    statements: StatementRows
    suppressions: Suppressions

    @classmethod
    def of(cls, module: OwnModule, name: str, *, honours_noqa: bool) -> Commented:
        """A module of the project, under the name that the user is shown."""
        found = Suppressions.of(module.source.text, notebook_starts=module.source.notebook_starts)
        shown = replace(module.source, path=name)
        return cls(shown, module.statements, found if honours_noqa else found.without_noqa())


def settled(
    findings: Sequence[Finding],
    files: Mapping[str, Commented],
    catalog: Catalog,
    ignores: Callable[[Finding], bool],
) -> tuple[dict[str, list[Finding]], dict[str, frozenset[str]]]:
    """By file: the findings that its comments leave, and the codes of those that they suppress.

    What is ignored has still told of its mistake: it is left out once others have given way to it.
    """
    statements = {name: each.statements for name, each in files.items()}
    merged = merge(findings, lambda code: catalog.rules[code].supersedes, statements)
    kept: list[Finding] = []
    suppressed: dict[str, frozenset[str]] = {}
    for finding in merged:
        if ignores(finding):
            continue
        file = files[finding.filename]
        if ignores_all(file.suppressions) or is_suppressed(finding, file.suppressions, file.statements, catalog):
            before = suppressed.get(finding.filename, frozenset())
            suppressed[finding.filename] = before | {finding.code}
        else:
            kept.append(finding)
    # Folded only now: a comment at one of its places leaves a defect to be told at the others.
    found: dict[str, list[Finding]] = {}
    for finding in folded(kept, {name: each.source for name, each in files.items()}):
        found.setdefault(finding.filename, []).append(finding)
    return found, suppressed


def report_on_module(
    file: Commented,
    findings: Sequence[Finding],
    suppressed: frozenset[str] | None,
    understood: Understanding | None,
    subjects: Mapping[tuple[str, int, int], Subject],
) -> FileReport:
    """What the run of a script showed of a module that it imports."""
    return FileReport(
        filename=file.source.path,
        findings=tuple(findings),
        source=file.source if findings else None,
        understanding=understood,
        suppressed=suppressed or frozenset(),
        subjects=subjects,
    )


def named(path: str, like: str) -> str:
    """The name of a module as the user named the script that imports it: from the top, or from the current folder."""
    if os.path.isabs(like):
        return path
    try:
        return os.path.relpath(path)
    except ValueError:
        return path


def shown_from_here(spots: Mapping[Place, Spot], source: Source) -> dict[Place, Spot]:
    """Places under the names of their files that go with the one of the script."""
    shown = {source.path: source}
    found = {}
    for place, spot in spots.items():
        path = spot.source.path
        if path not in shown:
            shown[path] = replace(spot.source, path=named(path, source.path))
        found[place] = Spot(shown[path], spot.span)
    return found
