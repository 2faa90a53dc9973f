from contextlib import ExitStack

log = []


class File:
    def __enter__(self):
        return 5

    def __exit__(self, *error):
        log.append("closed")


with ExitStack() as stack:
    number = stack.enter_context(File())
# fact: number = unknown (call of contextlib.ExitStack)
# fact: log = list of unknown contents
