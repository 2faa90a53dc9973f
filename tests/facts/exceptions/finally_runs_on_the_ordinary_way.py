log = []
try:
    log.append("body")
finally:
    log.append("finally")
# fact: log = ['body', 'finally']
