from helpers import retry


def record(value=1, log=[]):
    log.append(value)
    return len(log)


retry(record)
count = record()
# fact: count = size(#1)
