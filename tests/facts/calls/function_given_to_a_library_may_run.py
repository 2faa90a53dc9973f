import re
import threading

import numpy as np

count, calls, seen = 0, 0, []


def work():
    global count
    count += 1


def called(row):
    global calls
    calls += 1
    return row


threading.Thread(target=work).start()
# fact: count = unknown (passed to something unknown)
np.apply_along_axis(called, 0, np.load("x.npy"))
# fact: calls = unknown (passed to something unknown)
re.sub("a", seen.append, "banana")
# fact: seen = list of unknown contents
