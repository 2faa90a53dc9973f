def apply(function, value):
    return function(value)


# fact: apply(len, "four") = 4
# fact: apply(lambda text: text.upper(), "relu") = 'RELU'
