"""One subcommand a file; each offers `run(arguments) -> exit status`."""
