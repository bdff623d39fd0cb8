"""Start Django on one data folder: what every command that touches a database does first."""

from __future__ import annotations

import os
from pathlib import Path

from fagspejl.config.environment import check_keys_outside


def use_data(data: Path | None, keys: Path | None = None) -> None:
    """Point Django at a data folder (default FAGSPEJL_DATA or ./var/data), start it and bring tables up to date.

    Raises KeysInsideData before anything is made.
    """
    if data is not None:
        os.environ["FAGSPEJL_DATA"] = str(data)
    if keys is not None:
        os.environ["FAGSPEJL_KEYS"] = str(keys)
    folder = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
    key_folder = Path(os.environ.get("FAGSPEJL_KEYS", f"{folder}-keys")).resolve()
    check_keys_outside(key_folder, folder)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
