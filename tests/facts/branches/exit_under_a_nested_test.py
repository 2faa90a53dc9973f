import os

state = "start"
if os.path.exists("a"):
    state = "a"
    if os.path.exists("b"):
        raise SystemExit
    state = "not b"
# fact: state = 'not b' or 'start'
