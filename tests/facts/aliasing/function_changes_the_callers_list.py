def drop_last(layers):
    layers.pop()


stack = [64, 32, 1]
drop_last(stack)
# fact: stack = [64, 32]
