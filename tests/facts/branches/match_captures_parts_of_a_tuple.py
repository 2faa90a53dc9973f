match ("dense", 64):
    case ("conv", filters):
        width = -filters  # fact: never
    case ("dense", units):
        width = units
# fact: width = 64
