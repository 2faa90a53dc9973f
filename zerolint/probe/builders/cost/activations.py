"""Activations whose results are probabilities."""

from __future__ import annotations

PROBABILITIES = ("softmax", "sigmoid")
