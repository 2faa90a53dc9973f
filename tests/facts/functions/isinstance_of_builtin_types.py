# fact: isinstance(True, int) = True
# fact: isinstance(3, (int, float)) = True
# fact: isinstance("a", str) = True
# fact: isinstance([1], list) = True
# fact: isinstance({}, dict) = True
# fact: isinstance((1,), tuple) = True
# fact: isinstance(None, str) = False
