"""Where the list of releases and the key of the installation lie, and where they must not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fagspejl.lib.private_files import check_keys_outside
from fagspejl.operations.services.ledger import LedgerUnusable


@dataclass(frozen=True, slots=True)
class LedgerPlaces:
    """The folder of the list and the folder of the key."""

    state: Path
    keys: Path


def ledger_places(environ: Mapping[str, str]) -> LedgerPlaces:
    """Return the folders: those of the site, where there is one, else below XDG_STATE_HOME.

    FAGSPEJL_STATE names the list's folder before both. The key lies in FAGSPEJL_KEYS, else beside the data folder as a
    site's keys do, else in a folder `keys` of its own. Raises KeysInsideData.
    """
    told, data, keys = (
        environ.get(name, "") for name in ("FAGSPEJL_STATE", "FAGSPEJL_DATA", "FAGSPEJL_KEYS")
    )
    if data and not told:
        places = LedgerPlaces(Path(data).resolve(), Path(keys or f"{Path(data).resolve()}-keys").resolve())
        check_keys_outside(places.keys, places.state)
        return places
    home = environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    state = Path(told or Path(home) / "fagspejl").resolve()
    return LedgerPlaces(state, Path(keys or state / "keys").resolve())


def check_apart(places: LedgerPlaces, inputs: Iterable[Path], out: Path) -> None:
    """Refuse reports in the folders of the list or the key, and answers beside the key. Raises LedgerUnusable."""
    place = out.resolve()
    for folder in (places.keys, places.state):
        if folder == place or place in folder.parents:
            raise LedgerUnusable(folder, "beside")
    if places.keys in place.parents or any(places.keys in path.resolve().parents for path in inputs):
        raise LedgerUnusable(places.keys, "beside")
