class Stop(Exception):
    pass


def train():
    raise Stop("enough")


try:
    train()
    state = "ran"  # fact: never
except Stop:
    state = "stopped"
# fact: state = 'stopped'
