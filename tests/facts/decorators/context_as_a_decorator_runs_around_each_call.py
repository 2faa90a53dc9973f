from contextlib import ContextDecorator, contextmanager

log = []


class Timed(ContextDecorator):
    def __enter__(self):
        log.append("in")

    def __exit__(self, *error):
        log.append("out")


@contextmanager
def named():
    seen.append("in")
    yield


seen = []


@Timed()
def one():
    return 1


@named()
def two():
    return 2


number = one()  # fact: number = unknown (a function inside a context)
# fact: log = list of unknown contents
number = two()  # fact: number = unknown (a function inside a context)
# fact: seen = list of unknown contents
