"""What each backend of Keras 3 makes of every head, loss and kind of labels: `matrix_by_backend.py NAME=JSON ...`.

Each JSON file is what `tests/cost/matrix/measure.py` printed in an environment with that backend:

    KERAS_BACKEND=jax python tests/cost/matrix/measure.py keras > jax.json

Printed is a table of what the cells come to that differ between the files, with how many they are; docs/backends.md
holds it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

SHOWN = 3
"""Cells that are named beside each difference."""


def main() -> None:
    """Print the table in Markdown."""
    given = dict(each.split("=", 1) for each in sys.argv[1:])
    outcomes = {name: json.loads(Path(path).read_text(encoding="utf-8")) for name, path in given.items()}
    first, *_ = outcomes.values()
    cells: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for cell in first:
        cells[tuple(found.get(cell, "-") for found in outcomes.values())].append(cell)
    print("|", " | ".join([*outcomes, "cells", "such as"]), "|")
    print("|---" * (len(outcomes) + 2) + "|")
    for seen, names in sorted(cells.items(), key=lambda pair: -len(pair[1])):
        if len(set(seen)) > 1:
            examples = "; ".join(each.replace(" | ", ", ") for each in names[:SHOWN])
            print("|", " | ".join([*seen, str(len(names)), examples]), "|")
    same = sum(len(names) for seen, names in cells.items() if len(set(seen)) == 1)
    print(f"\n{same} of {len(first)} cells come to the same everywhere.")


if __name__ == "__main__":
    main()
