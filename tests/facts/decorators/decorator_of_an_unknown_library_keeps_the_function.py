import hydra


@hydra.main(config_path=".")
def rate(base=0.5):
    # fact: base = 0.5
    return base
