from helpers import prepare

rate = 0.1
shape = (28, 28)
prepare(rate, shape)
# fact: rate = 0.1
# fact: shape = (28, 28)
