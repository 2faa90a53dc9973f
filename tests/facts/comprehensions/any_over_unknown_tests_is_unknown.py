import os

found = any(os.path.exists(name) for name in ("a", "b"))
# fact: found = unknown (call of any)
