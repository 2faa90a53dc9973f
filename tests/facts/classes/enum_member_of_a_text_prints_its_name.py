from enum import Enum


class Loss(str, Enum):
    MSE = "mse"


# fact: Loss.MSE == "mse" = True
# fact: Loss.MSE.value = 'mse'
# fact: str(Loss.MSE) = unknown (the text of a member of an enumeration)
# fact: f"{Loss.MSE}" = unknown (formatted text)
# fact: "loss %s" % Loss.MSE = unknown (the text of a member of an enumeration)
# fact: str(Loss.MSE.value) = 'mse'
# fact: isinstance(Loss.MSE, Loss) = unknown (isinstance)
