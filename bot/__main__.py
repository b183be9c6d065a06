"""The command line (Typer): demo, run and the administrator's commands."""

import asyncio
import contextlib
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot import cli_backup, cli_doctor, cli_forms, cli_people, cli_stuck, cli_targets
from bot.cli_common import load_settings, mended
from bot.texts.catalogue import translator
from storage.one_server import AlreadyServed

if TYPE_CHECKING:
    from bot.app import App

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="达标 Dabiao: performance indicators in chat"
)


@cli.command()
def demo() -> None:
    """Rehearse with a pretend office on the real table: a web chat with a clock that can be moved."""
    from bot.app import build
    from seed import demo as office
    from seed.demo_script import scripted

    with tempfile.TemporaryDirectory(prefix="dabiao-") as folder:
        settings = load_settings(
            database_url=f"sqlite:///{Path(folder) / 'demo.sqlite'}",
            clock_start=office.START.isoformat(),
            telegram_token=None,
            web=True,
            web_url="",  # it has no sign-in
        )
        app = build(settings, demo=True)
        with app.units() as uow:
            office.load(uow, settings.zone, app.calendar)
            uow.commit()
        accounts = {p.name: p.account for p in app.desk.personas()}
        app.script = scripted(accounts.__getitem__, settings.zone)
        serve(app)


@cli.command()
def run() -> None:
    """Serve what is configured: Telegram when a token is set, and the web chat."""
    from bot.app import build

    settings = load_settings()
    with mended(translator(settings.language)):
        app = build(settings)
    serve(app)


def serve(app: "App") -> None:
    """Run until interrupted."""
    from bot.logs import configure

    settings = app.settings
    configure(settings.log_level, settings.log_format, settings.secrets)
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(_until_stopped(app))
    except AlreadyServed as error:
        typer.echo(f"{error}\nDABIAO_DATABASE_URL=… another database", err=True)
        raise typer.Exit(1) from None
    except BaseExceptionGroup as group:
        taken, others = group.split(OSError)
        if taken is None or others is not None:
            raise
        typer.echo(f"{taken.exceptions[0]}\nDABIAO_WEB_PORT=… another port", err=True)
        raise typer.Exit(1) from None
    finally:
        app.close()


async def _until_stopped(app: "App") -> None:
    """Serve until Ctrl-C, or SIGTERM from a service manager; what is on its way is sent first."""
    serving = asyncio.ensure_future(app.run(typer.echo))
    with contextlib.suppress(NotImplementedError):  # Windows has no SIGTERM to wait for
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await serving


for name, command in (
    ("import", cli_targets.import_),
    ("targets", cli_targets.targets),
    ("read", cli_targets.read),
    ("assignments", cli_targets.assignments),
    ("form", cli_forms.form),
    ("form-details", cli_forms.form_details),
    ("invite", cli_people.invite),
    ("doctor", cli_doctor.doctor),
    ("stuck", cli_stuck.stuck),
    ("backup", cli_backup.backup),
    ("restore", cli_backup.restore),
):
    cli.command(name)(command)


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
