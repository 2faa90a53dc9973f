from collections import deque

made = 0


def numbers():
    global made
    made += 1
    yield made


last = deque(numbers(), maxlen=1)
# fact: made = unknown (passed to something unknown)
items = iter([1, 2])
first = deque(items)
# fact: list(items) = list of unknown contents
