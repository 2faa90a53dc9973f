"""rate = 0.5"""
rate = 0.1
"""
rate = 0.9
"""
# fact: rate = 0.1
