"""zerolint finds the lines of a training script that make its reported cost meaningless."""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """What `%load_ext zerolint` calls."""
    from zerolint.ipython import load

    load(shell)  # type: ignore[arg-type]


def unload_ipython_extension(shell: object) -> None:
    """What `%unload_ext zerolint` calls."""
    from zerolint.ipython import unload

    unload(shell)  # type: ignore[arg-type]
