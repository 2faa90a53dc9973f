try:
    import xgboost
except ImportError:
    xgboost = None
# fact: xgboost = xgboost
