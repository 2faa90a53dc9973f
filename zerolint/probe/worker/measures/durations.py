"""How many steps of training a claim is watched for."""

from __future__ import annotations

STEPS = 40
