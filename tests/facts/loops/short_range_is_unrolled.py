for epoch in range(3):
    pass  # fact: epoch = 0 then 1 then 2
# fact: epoch = 2
