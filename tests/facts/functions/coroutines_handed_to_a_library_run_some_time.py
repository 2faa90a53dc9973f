import asyncio

started = 0
kept = 0


async def step():
    global started
    started += 1


async def main():
    task = asyncio.create_task(step())
    await asyncio.gather(step(), step())


asyncio.run(main())
# fact: started = unknown (written at any time by code that is not seen)
# fact: kept = 0
