shape = (28, 28)
batch_shape = shape
shape += (1,)
# fact: shape = (28, 28, 1)
# fact: batch_shape = (28, 28)
