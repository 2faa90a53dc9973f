"""`zerolint server`: findings in an editor, over the Language Server Protocol."""

from __future__ import annotations

from collections.abc import Sequence

from zerolint.commands.parser import Parser, add_help
from zerolint.errors import UserError

_DESCRIPTION = """\
Serve an editor over the Language Server Protocol, on standard input and output:
findings as you type, quick fixes, and the rule's page under the mouse."""

_EPILOG = """\
The editor starts this command; by hand it waits for messages that nobody sends.
It needs the extra `lsp`: pip install "zerolint[lsp]"

example, for Neovim:
  vim.lsp.start({ name = "zerolint", cmd = { "zerolint", "server" } })

exit status: 0 where the editor said goodbye, 1 where it vanished, 2 wrong usage or no pygls"""

_EXTRA = ("pygls", "lsprotocol")


def run(arguments: Sequence[str]) -> int:
    """Serve until the editor leaves; 0 where it did so properly."""
    parser = Parser("server", _DESCRIPTION, _EPILOG)
    # Editors' plugins add this flag without being asked to.
    parser.add_argument("--stdio", action="store_true", help="talk on standard input and output, as it does anyway")
    add_help(parser)
    parser.parse_args(list(arguments))
    try:
        from zerolint.lsp.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise UserError('the language server needs pygls 2; install it with: pip install "zerolint[lsp]"') from None
    return serve()
