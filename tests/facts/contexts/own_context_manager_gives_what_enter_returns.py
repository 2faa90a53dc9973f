class Timer:
    def __enter__(self):
        self.state = "running"
        return 7

    def __exit__(self, *error):
        self.state = "stopped"


timer = Timer()
with timer as number:
    # fact: (number, timer.state) = (7, 'running')
    pass
# fact: timer.state = 'stopped'
