import os

state = "start"
while True:
    if os.path.exists("stop"):
        state = "stopped"
        break
    state = "running"
# fact: state = 'stopped'
