units = 512
match units:
    case n if n > 256:
        size = "large"
    case _:
        size = "small"
# fact: size = 'large'
