class Log:
    def __init__(self):
        self.items = []


first, second = Log(), Log()
log = first
for turn in range(1000):
    log.items.append(1)
    log = second
# fact: second.items = list of unknown contents
