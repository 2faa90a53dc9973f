rate = 1.0
for epoch in range(3):
    # fact: rate = 1.0 then 0.5 then 0.25
    rate /= 2
# fact: rate = 0.125
