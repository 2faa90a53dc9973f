import os

a = 1 if os.path.exists("a") else 2
b = 10 if os.path.exists("b") else 20
c = 100 if os.path.exists("c") else 200
d = 1000 if os.path.exists("d") else 2000
# fact: a + b + c = 111 or 211 or 121 or 221 or 112 or 212 or 122 or 222
# fact: a + b + c + d = unknown (too many alternatives)
