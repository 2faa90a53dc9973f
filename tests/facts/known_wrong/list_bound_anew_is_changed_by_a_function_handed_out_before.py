"""A list that takes the place of one which a function changes is taken for its own until the next call is seen.

The function was handed to code that is not seen, which may call it at any time. Were every list that such a function
may ever reach unknown for good, nothing would be known behind the first callback of a script.
"""

import sched

found = []


def add():
    found.append(2)


scheduler = sched.scheduler()
scheduler.enter(0, 1, add)
found = [1]
scheduler.run()
# wrong: found = [1], though found == [1, 2]
