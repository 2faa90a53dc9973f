import asyncio

log = []


class Session:
    async def __aenter__(self):
        log.append("in")
        return 4

    async def __aexit__(self, *error):
        log.append("out")


async def main():
    async with Session() as session:
        # fact: session = 4
        # fact: log = ['in']
        pass


asyncio.run(main())
# fact: log = ['in', 'out']
