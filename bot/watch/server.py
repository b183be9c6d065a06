"""/health and /metrics over HTTP, on an address of their own. Imports aiohttp."""

import asyncio
from dataclasses import asdict
from http import HTTPStatus

from aiohttp import web

from bot.watch.health import Watch


def application(watch: Watch) -> web.Application:
    """/health says 200, or 503 with what is stalled; /metrics is for Prometheus."""

    async def health(_: web.Request) -> web.Response:
        found = await asyncio.to_thread(watch.health)
        status = HTTPStatus.SERVICE_UNAVAILABLE if found.faults else HTTPStatus.OK
        said = asdict(found) | {"ok": not found.faults, "stalled": found.faults}
        said["backlog"] = said["backlog"] and {k: v for k, v in said["backlog"].items() if "oldest" not in k}
        return web.json_response(said, status=status)

    async def metrics(_: web.Request) -> web.Response:
        from bot.watch.metrics import exposition  # only where Prometheus asks

        found = await asyncio.to_thread(watch.health)
        return web.Response(body=exposition(found), content_type="text/plain", charset="utf-8")

    app = web.Application()
    app.add_routes([web.get("/health", health), web.get("/metrics", metrics)])
    return app


async def serve(watch: Watch, host: str, port: int) -> None:
    """Until cancelled. Raises OSError if the port is taken."""
    runner = web.AppRunner(application(watch), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        await asyncio.get_running_loop().create_future()
    finally:
        await runner.cleanup()
