"""What a git repository says about its past, asked from git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zerolint.errors import UserError, reason_of
from zerolint.source.decode import is_lfs_pointer
from zerolint.source.discovery import CONFIGURATION, SUFFIXES
from zerolint.source.repository import environment_of_git


class GitError(UserError):
    """Git is absent, or says no; the text says what to do."""


class NotHere(Exception):
    """The repository knows of a file's version and does not have it; the text says why."""


@dataclass(frozen=True)
class Repository:
    """A work tree, by the real path of its top folder."""

    root: str

    @classmethod
    def around(cls, folder: str) -> Repository | None:
        """The repository that a folder lies in; None outside of any. GitError where git refuses to look."""
        done = _git(folder, "rev-parse", "--show-toplevel")
        if done.returncode == 0 and done.stdout.strip():
            return cls(os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))))
        told = _told(done)
        if "not a git repository" in told or "must be run in a work tree" in told or done.returncode == 0:
            return None
        raise GitError(f"--diff-base: git can't read the repository of {folder}: {told}")

    def path(self, real: str) -> str:
        """The path by which git knows a file of the work tree, given its real path."""
        return os.path.relpath(real, self.root).replace(os.sep, "/")

    def merge_base(self, revision: str) -> str:
        """The commit at which the present one parted from `revision`; GitError where there is none to be found."""
        commit = self._commit(revision)
        head = self._commit("HEAD")
        done = _git(self.root, "merge-base", commit, head)
        found = done.stdout.decode().strip()
        if done.returncode == 0 and found:
            return found
        if self.is_shallow:
            raise GitError(
                f"--diff-base {revision}: this shallow clone does not reach back to where HEAD parted from it; "
                "fetch more history: `git fetch --deepen=100`, or `git fetch --unshallow`"
            )
        raise GitError(f"--diff-base {revision}: HEAD has no commit in common with it; name the branch it started from")

    def submodule_commit(self, commit: str, path: str) -> str | None:
        """The commit that `commit` records for the submodule at `path`; None where it has none there."""
        kind, name = self._entry(commit, path)
        return name if kind == "commit" else None

    def has(self, commit: str) -> bool:
        """Whether a commit is here and not only known by name."""
        return _git(self.root, "cat-file", "-e", f"{commit}^{{commit}}").returncode == 0

    def content(self, commit: str, path: str) -> bytes | None:
        """A file as a checkout of `commit` would have it; None where it has no such file.

        NotHere where a partial clone can't fetch it, Git LFS has not fetched it, or it is damaged.
        """
        kind, name = self._entry(commit, path)
        if kind != "blob":
            return None
        done = _git(self.root, "cat-file", "--filters", f"--path={path}", name)
        if done.returncode:
            raise NotHere(_told(done))
        if is_lfs_pointer(done.stdout):
            raise NotHere(f"Git LFS has not fetched it; `git lfs fetch origin {commit[:12]}`")
        return done.stdout

    def changes(self, commit: str, path: str | None = None) -> Mapping[str, str | None]:
        """The scripts and configuration, or the one file, that are not as in `commit`, each with its name there.

        None stands for a new one. A file that is gone, or that git does not track any more, goes by its old name.
        Of other files git would read the text to find renames, and in a partial clone first fetch it.
        """
        which = (
            [f":(glob)**/*{suffix}" for suffix in (*SUFFIXES, *CONFIGURATION)]
            if path is None
            else [f":(literal){path}"]
        )
        try:
            told = self._differing(commit, which, renamed="-M")
        except GitError:
            # Without the text of a version that is not here, equal files are found under their new names all the same.
            told = self._differing(commit, which, renamed="-M100%")
        words = iter(told.split(b"\0"))
        found: dict[str, str | None] = {}
        for status in words:
            if not status:
                continue
            old = os.fsdecode(next(words, b""))
            kind = status[:1]
            new = os.fsdecode(next(words, b"")) if kind in (b"R", b"C") else old
            found[new] = None if kind in (b"A", b"C") else old
        return found

    def _differing(self, commit: str, which: Sequence[str], *, renamed: str) -> bytes:
        arguments = ("diff", "--no-ext-diff", "--no-textconv", "--name-status", "-z", renamed, "--ignore-submodules")
        return self._ask(*arguments, commit, "--", *which, magic=True)

    @cached_property
    def tracked(self) -> frozenset[str]:
        """The files that git's index has."""
        return frozenset(os.fsdecode(word) for word in self._ask("ls-files", "-z").split(b"\0") if word)

    @cached_property
    def superproject(self) -> str | None:
        """The top folder of the repository that has this one as a submodule."""
        found = self._ask("rev-parse", "--show-superproject-working-tree").removesuffix(b"\n")
        return os.path.realpath(os.fsdecode(found)) if found else None

    @cached_property
    def is_shallow(self) -> bool:
        """Whether its history is cut off."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def _commit(self, revision: str) -> str:
        if _git(self.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode:
            raise GitError(f"--diff-base {revision}: the repository has no commit yet to compare with")
        if not revision or revision.startswith("-") or "\0" in revision or "\n" in revision:
            raise GitError(f"--diff-base {revision!r}: that is no name of a commit; give a branch, tag or commit")
        done = _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        found = done.stdout.decode().strip()
        if done.returncode == 0 and found:
            return found
        raise GitError(f"--diff-base {revision}: {self._unknown(revision)}")

    def _unknown(self, revision: str) -> str:
        if ".." in revision:
            return "give one commit, not a range; the merge base with HEAD is found by itself"
        if self.is_shallow:
            what = revision.removeprefix("origin/")
            return (
                f"this shallow clone has no such commit; fetch it with enough history: "
                f"`git fetch --deepen=100 origin {what}`, in actions/checkout `fetch-depth: 0`"
            )
        remote = f"origin/{revision}"
        if _git(self.root, "rev-parse", "--verify", "--quiet", f"{remote}^{{commit}}").returncode == 0:
            return f"there is no such commit; did you mean `{remote}`?"
        return "there is no such commit; `git fetch` it, or see `git branch --all` for the names there are"

    def _entry(self, commit: str, path: str) -> tuple[str, str]:
        """Kind and name of the object at a path; empty where there is none."""
        entry = self._ask("ls-tree", "-z", "--full-tree", commit, "--", path).split(b"\t")[0].split()
        if len(entry) != 3 or entry[0] == b"120000":
            return "", ""
        return entry[1].decode(), entry[2].decode()

    def _ask(self, *arguments: str, magic: bool = False) -> bytes:
        done = _git(self.root, *arguments, magic=magic)
        if done.returncode:
            raise GitError(f"--diff-base: {self._cannot_read()}; git says: {_told(done)}")
        return done.stdout

    def _cannot_read(self) -> str:
        """What is wrong where git has the revision and can't read what belongs to it."""
        promised = _git(self.root, "config", "--get-regexp", r"^remote\..*\.promisor$").returncode == 0
        if promised or _git(self.root, "config", "--get", "extensions.partialClone").returncode == 0:
            return (
                f"{self.root} is a partial clone without the folders of the revision, and git can't fetch them; "
                "look after its remote (`git remote -v`) and the network, or clone it with `--filter=blob:none`"
            )
        return (
            f"git can't read the repository {self.root}, which is damaged or incomplete; "
            "see `git fsck`, or clone it again"
        )


def _git(folder: str, *arguments: str, magic: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Ask git; `magic`: paths are patterns where they say so."""
    variables = environment_of_git() | {"GIT_LITERAL_PATHSPECS": str(int(not magic))}
    try:
        return subprocess.run(
            ["git", "-C", folder, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=variables,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("--diff-base needs git, and no program of that name is installed") from None
    except OSError as error:
        raise GitError(f"--diff-base: git can't be run: {reason_of(error)}") from None


def _told(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git, or a filter that it runs, says is wrong, be it behind what it says of its progress."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    wrong = (line for line in lines if line.lower().startswith(("fatal: ", "error")))
    told = next(wrong, lines[0] if lines else f"it ends with status {done.returncode}")
    return told.removeprefix("fatal: ").removeprefix("error: ")
