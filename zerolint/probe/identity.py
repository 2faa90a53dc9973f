"""What decides a verdict: the claim, the code that measures it, and the libraries it is measured with."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import Distribution
from pathlib import Path

from zerolint import __version__
from zerolint.claims.claim import Claim, as_data

_LIBRARIES = (
    ("tensorflow", "tensorflow-cpu", "tensorflow-intel", "tensorflow-macos", "tensorflow-rocm", "tf-nightly"),
    ("keras", "keras-nightly"),
    ("numpy",),
)
"""The packages of each library that measures, any of which may be the one that is installed."""


def identity(claim: Claim, path: Sequence[str]) -> str | None:
    """A name that two claims share only where their verdicts are the same; None where there is no such name.

    `path` are the folders with the libraries. Without one of them, or where nobody knows which it is, there is none.
    """
    libraries: list[str] = []
    if claim.needs_tensorflow:
        found = [_installed(names, tuple(path)) for names in _LIBRARIES]
        libraries = [each for each in found if each is not None]
        if len(libraries) < len(found):
            return None
    decisive = [__version__, _own_code(), list(sys.version_info[:2]), sys.platform, libraries, as_data(claim)]
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()


@cache
def _installed(names: tuple[str, ...], path: tuple[str, ...]) -> str | None:
    """The first of some packages, with its version."""
    for name in names:
        for each in Distribution.discover(name=name, path=list(path)):
            return f"{name} {each.version}"
    return None


@cache
def _own_code() -> str:
    """A digest of the probe: while someone works on it, the version alone stays the same."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for folder in (package / "claims", package / "probe"):
        for each in sorted(folder.rglob("*.py")):
            digest.update(f"{each.relative_to(package).as_posix()}\n".encode() + each.read_bytes())
    return digest.hexdigest()
