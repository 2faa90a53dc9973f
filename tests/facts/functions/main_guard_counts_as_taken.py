def main():
    pass  # fact: __name__ = '__main__'


if __name__ == "__main__":
    main()
    rate = 0.1  # fact: rate = 0.1
