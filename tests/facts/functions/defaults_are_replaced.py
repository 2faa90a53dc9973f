def rate(step, base=0.1):
    return base


# fact: rate(1) = 0.1
rate.__defaults__ = (0.5,)
# fact: rate(1) = unknown (other defaults)
