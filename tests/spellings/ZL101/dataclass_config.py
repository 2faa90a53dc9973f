from dataclasses import dataclass

import numpy as np


@dataclass
class Split:
    train: int = 7
    test: int = 3


def main():
    X = np.arange(20.0).reshape(10, 2)
    split = Split()
    X_train = X[: split.train]
    X_test = X[: split.test]  # expect: ZL101@14  # fixed: X_test = X[split.train :]
    return X_train, X_test


if __name__ == "__main__":
    main()
