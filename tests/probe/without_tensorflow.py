"""An installation of the linter's own libraries alone, as pip would make it on a machine without TensorFlow."""

from __future__ import annotations

import sys
from pathlib import Path

import libcst

import zerolint


def command(folder: Path) -> list[str]:
    """What starts zerolint from a new folder of packages in `folder`; the arguments come behind it."""
    here = folder / "site-packages"
    here.mkdir()
    for each in Path(libcst.__file__).parent.parent.iterdir():
        if not each.name.startswith(("tensorflow", "keras", "tf_keras")):
            (here / each.name).symlink_to(each)
    paths = [str(Path(zerolint.__file__).parent.parent), str(here)]
    program = f"import sys; sys.path[:0] = {paths!r}; from zerolint.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-I", "-S", "-c", program]
