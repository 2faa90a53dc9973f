"""Serves one client on standard input and output."""

from __future__ import annotations

import logging
import os
import sys

from zerolint.lsp.server import Server


def serve() -> int:
    """Serve the client on standard input and output until it leaves; 0 where it said goodbye first, else 1."""
    from zerolint.lsp.requests import register

    # What pygls has to say about malformed messages comes back through `report_server_error`.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = Server()
    register(server)
    # Whatever a library prints must not get between the messages; and pygls closes what it writes to.
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server.start_io(stdout=messages)
    return 0 if server.stopped else 1
