"""Texts and files in a word: another one once anything in them is another."""

from __future__ import annotations

from hashlib import blake2b


def digest(content: str | bytes) -> str:
    """Thirty-two hexadecimal digits."""
    data = content.encode(errors="surrogateescape") if isinstance(content, str) else content
    return blake2b(data, digest_size=16).hexdigest()
