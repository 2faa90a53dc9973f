open_files = 0


class File:
    def __del__(self):
        global open_files
        open_files -= 1


file = File()
open_files = 1  # fact: open_files = unknown (written at any time by code that is not seen)
