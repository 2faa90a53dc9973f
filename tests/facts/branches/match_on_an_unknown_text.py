match input():
    case "sgd":
        rate = 0.1
    case "adam":
        rate = 0.001
    case _:
        rate = 0.5
# fact: rate = 0.1 or 0.001 or 0.5
