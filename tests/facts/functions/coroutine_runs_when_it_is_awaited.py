import asyncio

started = 0


async def step():
    global started
    started += 1
    return 5


async def main():
    waiting = step()
    # fact: started = 0
    result = await waiting
    # fact: started = 1
    return result


result = asyncio.run(main())  # fact: result = 5
