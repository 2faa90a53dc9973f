class Recorder:
    def __init__(self, log):
        self.log = log


shared = []
train, test = Recorder(shared), Recorder(shared)
train.log.append(0.3)
test.log.append(0.4)
# fact: shared = [0.3, 0.4]
# fact: train.log = [0.3, 0.4]
