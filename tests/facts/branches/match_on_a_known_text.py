match "adam":
    case "sgd":
        rate = 0.1  # fact: never
    case "adam" | "adamw":
        rate = 0.001
    case _:
        rate = 0.5  # fact: never
# fact: rate = 0.001
