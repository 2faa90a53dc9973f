class Adam:
    rate = 0.001


class Sgd:
    rate = 0.1


optimizers = {"adam": Adam, "sgd": Sgd}
# fact: optimizers["sgd"]().rate = 0.1
# fact: optimizers["adam"] = class Adam
