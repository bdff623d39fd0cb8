"""A published round large enough for totals of its units: in this database, or in an installation of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.site_process import environment, fagspejl

_TESTS = Path(__file__).resolve().parents[1]
_LEADERS = ("Karen", "Ida", "Omar", "Lone", "Asta", "Sofie")


def publish_here(folder: Path, organisation: str, turn: int = 0) -> str:
    """Publish a round of six leaders in two units, six raters each, in the database at hand; returns its id."""
    from fagspejl.answering.services import submit
    from fagspejl.evaluation.models import Round
    from fagspejl.instrument.loader import load
    from fagspejl.operations.services.desk import publish_and_grant
    from support.published import seal
    from support.small_round import small_round
    from support.staff import PER

    items = [item.id for item in load("faglig-ledelse").items]
    groups = {name: {"employee": [f"{name}{i}" for i in range(6)], "self": [name]} for name in _LEADERS}
    groups["Mads"] = {"employee": [f"m{i}" for i in range(6)]}
    tree = (("kommune", -1), ("Sundhed", 0), ("Skole", 0))
    home = {name: 1 + place // 3 for place, name in enumerate(_LEADERS)}
    made = small_round(groups, tree=tree, home={**home, "Mads": 0})
    Round.objects.filter(id=made.round.id).update(organisation=organisation)
    for number, (rater, leader) in enumerate(made.links):
        said = {item: 1 + (turn + number + place * (turn + 1)) % 5 for place, item in enumerate(items)}
        submit(made.place(rater, leader), {**said, "comment:works_well": "Hemmelig tekst"}, save_id="s")
    found = seal(made, folder)
    assert publish_and_grant(found.id, PER)
    return str(found.id)


@dataclass(frozen=True)
class FreshInstallation:
    """An installation in a folder of its own: data, keys, and one published round."""

    folder: Path
    name: str
    round: str

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command there."""
        return fagspejl(self.folder, *words)

    def extract(self) -> Path:
        """Write the round's extract."""
        place = self.folder / "round.extract"
        done = self.run("round", "extract", self.round, "--out", str(place))
        assert done.returncode == 0, done.stderr
        return place

    def key(self) -> str:
        """The line of its key."""
        done = self.run("identity", "show", "--name", self.name, "--quiet")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def fresh_installation(folder: Path, name: str, turn: int) -> FreshInstallation:
    """Make an installation from nothing, in a process of its own."""
    folder.mkdir(mode=0o700)
    told = environment(folder, FAGSPEJL_ESCROW=str(folder / "escrow"), PYTHONPATH=str(_TESTS))
    made = subprocess.run(
        [sys.executable, "-m", "support.extracted", str(folder), name, str(turn)],
        env=told,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr
    return FreshInstallation(folder, name, made.stdout.split()[-1])


if __name__ == "__main__":
    from fagspejl.commands.site import use_data
    from fagspejl.lib.private_files import make_private

    make_private()
    use_data(Path(sys.argv[1]) / "data")
    print(publish_here(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
