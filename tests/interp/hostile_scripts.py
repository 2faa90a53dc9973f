"""Scripts that would keep a naive interpreter busy for ever, or for two to the power of their length."""

from __future__ import annotations

LEVELS = range(1, 17)

HOSTILE = {
    "mutual recursion": "def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(1)\n",
    "a list that contains itself": "a = []\na.append(a)\nprint(a == a)\nfor b in a:\n    a.append(b)\n",
    "1500 branches in a row": "".join(f"if c{n}:\n    x = {n}\n" for n in range(1500)),
    "1500 branches that write one name of seven": "".join(f"if c{n}:\n    x{n % 7} = {n}\n" for n in range(1500)),
    "helpers called twice on 16 levels": "def f0(x):\n    return x\n"
    + "".join(f"def f{n}(x):\n    return f{n - 1}(f{n - 1}(x))\n" for n in LEVELS)
    + "f16(1)\n",
    "helpers that change a list on 16 levels": "log = []\ndef f0(x):\n    log.append(x)\n    return x\n"
    + "".join(f"def f{n}(x):\n    return f{n - 1}(f{n - 1}(x))\n" for n in LEVELS)
    + "f16(1)\n",
    "helpers that make a model each on 16 levels": "import keras\ndef f0(x):\n    return keras.layers.Dense(3)\n"
    + "".join(f"def f{n}(x):\n    f{n - 1}(x)\n    return f{n - 1}(x)\n" for n in LEVELS)
    + "f16(1)\n",
    "a function of 2000 lines": "def f(a):\n"
    + "".join(f"    x{n} = a + {n}\n    if x{n} > {n}: a = a * 2\n" for n in range(1000))
    + "    return a\nf(3)\nf(unknown)\n",
    "a loop of 2000 lines": "for i in data:\n"
    + "".join(f"    x{n} = i + {n}\n    if i > {n}: i = i * 2\n" for n in range(1000)),
    "six nested loops": "x = 1\n"
    + "".join(f"{' ' * n}for a{n} in b{n}:\n" for n in range(6))
    + f"{' ' * 6}x = x + g(a0, a5)\n",
    "four nested while loops": "x = 1\nwhile x:\n while x:\n  while x:\n   while x:\n    x = x + 1\n",
    "doubling text": "x = 'a'\nfor i in range(20):\n    x = x + x\n",
    "a list twice in a list, forty times over": "x = [1]\n" + "x = [x, x]\n" * 40 + "print(x == x)\nnp.array(x)\n",
    "a dict of dicts that refer to each other": "a, b = {}, {}\na['b'] = b\nb['a'] = a\nprint(a == b, a['b']['a']['b'])\n",
    "an endless generator of generators": (
        "def g():\n    while True:\n        yield g()\nfor a in g():\n    for b in a:\n        for c in b:\n            print(c)\n"
    ),
}
