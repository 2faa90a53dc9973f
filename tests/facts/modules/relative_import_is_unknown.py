from . import layers
from .config import rate

# fact: rate = unknown (own module .config)
