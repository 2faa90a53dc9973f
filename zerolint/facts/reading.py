"""Where data was read from."""

from __future__ import annotations

from zerolint.facts.values import Known, Sequence, Tensor

FILE = "file"
"""The attribute of data that was read from a file or a folder: its path, and what chooses rows of it."""


def file_of(value: Tensor) -> Sequence | None:
    """What says which rows of which file were read; equal ones are the same rows. None for anything else.

    What a dataset does to its elements leaves their attributes; only the reading itself has the name of the reader.
    """
    found = value.attribute(FILE)
    return found if isinstance(found, Sequence) and found.items[:1] == (Known(value.operator),) else None
