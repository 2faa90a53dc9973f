# fact: "ab" * 3 = 'ababab'
# fact: "lr=" + str(0.1) = 'lr=0.1'
