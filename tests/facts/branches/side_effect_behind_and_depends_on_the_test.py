import os

log = []
os.path.exists("verbose") and log.append("shown")
# fact: log = ['shown'] or []
