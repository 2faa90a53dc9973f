def loss_for(classes):
    if classes == 1:
        return "mse"
    if classes == 2:
        return "binary_crossentropy"
    return "categorical_crossentropy"


# fact: loss_for(1) = 'mse'
# fact: loss_for(2) = 'binary_crossentropy'
# fact: loss_for(10) = 'categorical_crossentropy'
