from own import load

rate = 0.1
try:
    load()
except ValueError:
    rate = 0.1
except TypeError:
    rate = 0.5
chosen = "fast"
if rate == 0.1:
    chosen = "slow"
# fact: chosen = 'slow' or 'fast'
# fact: rate = 0.1 or 0.1 or 0.5
