"""A notebook's file for the tests that need one."""

from __future__ import annotations

import json


def notebook(*cells: str) -> str:
    """The text of an .ipynb file with these code cells, a source line on each of its lines."""
    made = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell.splitlines(True)} for cell in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
