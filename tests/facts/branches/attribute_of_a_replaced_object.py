import os


class Log:
    def __init__(self):
        self.items = []


log, size = Log(), 1
if os.path.exists("new"):
    log = Log()
    size = 0
log.items.append(size)
# fact: log.items = [0] or [1]
