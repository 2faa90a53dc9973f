try:
    import wandb

    tracked = True
except ImportError:
    tracked = False
# fact: tracked = True or False
