from settings import rate
import models

# fact: rate = unknown (own module settings)
# fact: models.build(3) = unknown (own module models)
