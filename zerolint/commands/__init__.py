"""One subcommand a file; each offers `run(arguments) -> exit status`."""

COMMANDS = {
    "check": "zerolint.commands.check",
    "rule": "zerolint.commands.rule",
    "rules": "zerolint.commands.rules",
    "facts": "zerolint.commands.facts",
    "config": "zerolint.commands.config",
    "clean": "zerolint.commands.clean",
    "server": "zerolint.commands.server",
    "new-rule": "zerolint.commands.new_rule",
}
"""The module of each command."""
