"""How formats name files: from the root of the repository, with forward slashes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Where the build servers GitHub, GitLab and Azure say that the repository lies."""


def root_of(folder: str, environ: Mapping[str, str]) -> str:
    """The repository's folder that the build server names, if `folder` is in it; else `folder` itself."""
    for name in _ROOTS:
        root = environ.get(name)
        if root and _within(os.path.realpath(folder), os.path.realpath(root)):
            return root
    return folder


def absolute(filename: str) -> str:
    """The absolute path of a file; `<stdin>` as it is."""
    return filename if filename.startswith("<") else os.path.abspath(filename)


def in_repository(filename: str, root: str) -> str:
    """`src/train.py` for a file below the root; the absolute path of another; `<stdin>` as it is."""
    if filename.startswith("<"):
        return filename
    absolute = os.path.abspath(filename)
    for path, base in ((absolute, os.path.abspath(root)), (os.path.realpath(absolute), os.path.realpath(root))):
        if _within(path, base):
            return Path(os.path.relpath(path, base)).as_posix()
    return Path(absolute).as_posix()


def uri_of(path: str) -> str:
    """A path from `in_repository` as a URI reference: relative, or with the scheme file."""
    # Most runs need no URI, and urllib is slow to load.
    from urllib.parse import quote

    quoted = quote(os.fsencode(path))
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if os.path.isabs(path) else quoted


def _within(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:
        return False
