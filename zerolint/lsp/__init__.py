"""The language server: findings as one types, in any editor that speaks the Language Server Protocol.

Two processes. The one the editor talks to (`server`) holds the texts and answers at once; it never parses. The
analysis runs in a worker process (`worker`, steered by `worker_client`), because a parse holds Python's global lock
for as long as it takes, because deep code needs the main thread's stack, and because a process can be killed.
"""
