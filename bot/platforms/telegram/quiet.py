"""Keeps the addresses of requests, which hold the bot's token, from being logged. Standard library only."""

import logging

NOISY = ("httpx", "httpcore", "aiohttp.client", "telegram")


def quiet_libraries() -> None:
    """HTTP libraries say the address of each request at INFO, and the token is part of the address."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
