"""What only some commands need is not loaded at the start."""

import subprocess
import sys
from pathlib import Path

from storage.migrate import upgrade

LATER = ("alembic", "docx", "lxml", "matplotlib", "numpy", "openpyxl", "PIL", "pypinyin", "sqlalchemy.orm")
START = """
import sys
from bot.app import build
from bot.settings import Settings
build(Settings(_env_file=None, database_url=sys.argv[1])).close()
print(*sorted(sys.modules.keys() & set(sys.argv[2:])))
"""


def test_a_start_loads_no_library_that_only_some_commands_need(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.sqlite'}"
    upgrade(url)
    run = [sys.executable, "-c", START, url, *LATER]
    started = subprocess.run(run, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert started.stdout.split() == []
