import os


def folder():
    if os.path.exists("/data"):
        return "/data"
    return "data"


# fact: folder() = '/data' or 'data'
