rate = 0.1
globals()["rate"] = 0.5
# fact: rate = 0.5
vars().update(rate=0.7)
# fact: rate = 0.7
