class State:
    last = None


state = State()
state.last = 0
for step in range(1000):
    state.last = step
# fact: state.last = unknown (an item of an unknown iterable)
