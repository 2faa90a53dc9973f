from own import mode

rate = 0.1
match mode:
    case "slow":
        pass
    case "usual":
        rate = 0.1
    case _:
        rate = 0.5
chosen = "fast"
if rate == 0.1:
    chosen = "slow"
# fact: chosen = 'slow' or 'fast'
# fact: rate = 0.1 or 0.1 or 0.5
