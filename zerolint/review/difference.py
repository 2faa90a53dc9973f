"""What a change added: the findings of the files it touches, without those that the version before it had."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.findings.fingerprint import Recognised, recognise
from zerolint.review.git import GitError, NotHere, Repository
from zerolint.review.known import knowable
from zerolint.review.matching import match, moved, same
from zerolint.source.discovery import CONFIGURATION, SUFFIXES
from zerolint.source.rows import rows_of

Check = Callable[[str, bytes], FileReport]
"""Checks what a file of this name held under the settings of today."""


@dataclass(frozen=True)
class Base:
    """The past of one repository: the commit to compare with, None where all of it is new."""

    repository: Repository
    commit: str | None

    def changed(self, path: str) -> bool:
        """Whether a file of the work tree is not as in the commit."""
        return self.commit is None or path in self._around(path) or path not in self.repository.tracked

    def content(self, path: str) -> bytes | None:
        """What the file held, under the name it had then; None where it is new."""
        old = self._around(path).get(path, path)
        return None if self.commit is None or old is None else self.repository.content(self.commit, old)

    @cached_property
    def gone(self) -> Sequence[str]:
        """The scripts and notebooks that the work tree has no more, and that git does not see under another name."""
        root = self.repository.root
        return [
            path
            for path, old in self._changes.items()
            if path == old and path.endswith(SUFFIXES) and not os.path.lexists(os.path.join(root, path))
        ]

    @property
    def changed_paths(self) -> Sequence[str]:
        """The scripts, notebooks and files of configuration that changed."""
        return list(self._changes)

    def _around(self, path: str) -> Mapping[str, str | None]:
        """The changes among which a file is, if it has changed."""
        if self.commit is None or path.endswith((*SUFFIXES, *CONFIGURATION)):
            return self._changes
        return self.repository.changes(self.commit, path)

    @cached_property
    def _changes(self) -> Mapping[str, str | None]:
        return {} if self.commit is None else self.repository.changes(self.commit)


@dataclass
class Difference:
    """The change from a revision to the files as they are now, uncommitted edits included."""

    revision: str
    lacking: dict[str, str] = field(default_factory=dict)
    """The files whose version before is not in the repository, each with the reason: what it had can't be told."""
    _places: dict[str, tuple[Base, str]] = field(default_factory=dict)
    _repositories: dict[str, Repository | None] = field(default_factory=dict)
    _bases: dict[str, Base] = field(default_factory=dict)
    _gone: dict[str, tuple[Recognised, ...]] = field(default_factory=dict)

    def touches(self, name: str) -> bool:
        """Whether the change touches this file; GitError where that can't be known."""
        place = self._place(name)
        return place is None or place[0].changed(place[1])

    def texts(self, names: Iterable[str]) -> dict[str, bytes | None]:
        """What changed in the repositories of these files, by absolute path, as it was; None where it was not there."""
        places = [place for name in names if (place := self._place(name)) is not None]
        found: dict[str, bytes | None] = {}
        for base in {base.repository.root: base for base, _ in places}.values():
            for path in base.changed_paths:
                found[os.path.join(base.repository.root, path)] = self._before(base, path)
        for base, path in places:
            full = os.path.join(base.repository.root, path)
            if full not in found and base.changed(path):
                # What git does not track yet, or is no script.
                found[full] = self._before(base, path)
        return found

    def added(self, reports: Sequence[tuple[FileReport, Check]]) -> list[FileReport]:
        """The reports of a run without what the versions before had; their checks look at those."""
        gone: dict[str, list[Recognised]] = {}
        return [self._added(report, check, gone) for report, check in reports]

    def _added(self, report: FileReport, check: Check, gone: dict[str, list[Recognised]]) -> FileReport:
        """`gone` is what of the files that are gone, by their repository, has not turned up elsewhere yet."""
        place = self._place(report.filename)
        asked = knowable(report)
        if place is None or not asked:
            return report
        base, path = place
        found = recognise(report, asked)
        before = self._before(base, path)
        new = list(range(len(found)))
        if before is not None:
            new = _unmatched(report, asked, found, check(report.filename, before))
        if new:
            root = base.repository.root
            known = gone.get(root)
            if known is None:
                known = gone[root] = list(self._had_gone(base, check))
            matched = match(
                [found[position].identity for position in new],
                [each.identity for each in known],
                likenesses=(same, moved),
            )
            new = [new[position] for position in matched.new]
            known[:] = [known[position] for position in matched.gone]
        old = [finding for position, finding in enumerate(asked) if position not in set(new)]
        return report.hide(old, f"already in {self.revision}")

    def _before(self, base: Base, path: str) -> bytes | None:
        """What a file held; None where it is new, or where that is not here."""
        try:
            return base.content(path)
        except NotHere as absent:
            self.lacking[os.path.relpath(os.path.join(base.repository.root, path))] = str(absent)
            return None

    def _had_gone(self, base: Base, check: Check) -> Sequence[Recognised]:
        """What was found in the files that are gone: it may have moved."""
        root = base.repository.root
        if root not in self._gone:
            past = [(path, self._before(base, path)) for path in base.gone]
            reports = [check(os.path.join(root, path), data) for path, data in past if data is not None]
            self._gone[root] = tuple(each for report in reports for each in recognise(report, report.everything))
        return self._gone[root]

    def _place(self, name: str) -> tuple[Base, str] | None:
        """The repository's past and the file's path in it; None for a file that is not there."""
        if name not in self._places:
            real = os.path.realpath(name)
            folder = os.path.dirname(real)
            if not os.path.isdir(folder):
                return None
            repository = self._around(folder)
            if repository is None:
                raise GitError(f"--diff-base: {name} is in no git repository; leave it out, or run `git init`")
            self._places[name] = self._base(repository), repository.path(real)
        return self._places[name]

    def _around(self, folder: str) -> Repository | None:
        """Git is asked once for all folders below one that has a `.git`."""
        top = folder
        while not os.path.lexists(os.path.join(top, ".git")) and os.path.dirname(top) != top:
            top = os.path.dirname(top)
        if top not in self._repositories:
            self._repositories[top] = Repository.around(folder)
        return self._repositories[top]

    def _base(self, repository: Repository) -> Base:
        if repository.root not in self._bases:
            self._bases[repository.root] = Base(repository, self._commit(repository))
        return self._bases[repository.root]

    def _commit(self, repository: Repository) -> str | None:
        """The revision is one of the current folder's repository; its submodules are compared with what it recorded.

        A repository outside of that one has the revision itself.
        """
        home = self._home
        if home is None or not repository.root.startswith(os.path.join(home.root, "")):
            return repository.merge_base(self.revision)
        above = repository.superproject
        if above is None:
            raise GitError(f"--diff-base: {repository.root} is a repository of its own; run zerolint in there")
        outer = self._base(Repository(above))
        if outer.commit is None:
            return None
        path = outer.repository.path(repository.root)
        commit = outer.repository.submodule_commit(outer.commit, path)
        if commit is not None and not repository.has(commit):
            raise GitError(
                f"--diff-base: the submodule {path} lacks its commit {commit[:12]} of {self.revision}; "
                f"`git -C {repository.root} fetch origin {commit}`"
            )
        return commit

    @cached_property
    def _home(self) -> Repository | None:
        return Repository.around(os.getcwd())


def _unmatched(
    report: FileReport, asked: Sequence[Finding], found: Sequence[Recognised], before: FileReport
) -> list[int]:
    """The positions of what the version before did not have; of equal findings those on changed rows are new."""
    known = [each.identity for each in recognise(before, before.everything)]
    identities = [each.identity for each in found]
    matched = match(identities, known)
    if not matched.new or not known:
        return list(matched.new)
    rows = _unchanged_rows(before, report)
    return list(match(identities, known, preferred=lambda at: asked[at].start.text_row in rows).new)


def _unchanged_rows(before: FileReport, after: FileReport) -> set[int]:
    old, new = (rows_of(report.source.shown) if report.source is not None else () for report in (before, after))
    blocks = SequenceMatcher(None, old, new).get_matching_blocks()
    return {block.b + offset + 1 for block in blocks for offset in range(block.size)}
