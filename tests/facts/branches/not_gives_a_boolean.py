# fact: not [] = True
# fact: not "text" = False
# fact: not None = True
