hit = 0
found = any((hit := size) > 8 for size in [4, 16, 64])
# fact: found = True
# fact: hit = unknown (changed by an iterator in use)
