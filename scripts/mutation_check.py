"""Flip ten formula constants in turn, on a copy, and require that a reference test notices each.

Run `python scripts/mutation_check.py`. Exits 1 if a change goes unnoticed. Nothing of the repository is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Flip:
    """In `module`, `old` (found once) becomes `new`; the reference test of `case` must fail."""

    module: str
    old: str
    new: str
    case: str
    what: str


FLIPS = (
    Flip("counts", "var /= n - 1", "var /= n", "lq2002.counts.LEAD01", "variance divided by n - 1"),
    Flip("consensus/within_group", "(options**2 - 1) / 12", "(options**2 + 1) / 12", "lq2002.rwg",
         "null variance of rWG"),
    Flip("consensus/within_group", "1.0 - 2.0 * var / largest", "1.0 - var / largest", "lq2002.awg",
         "the 2 of aWG"),
    Flip("leaders/icc", "(msb + (k - 1) * msw)", "(msb + k * msw)", "lq2002.LEAD.anova",
         "k - 1 of ICC(1)"),
    Flip("structure/reliability", "k / (k - 1) * (1 - float(np.trace(v))",
         "k / (k + 1) * (1 - float(np.trace(v))", "bfi_A.alpha_listwise", "k - 1 of alpha"),
    Flip("finite", "gammaln(x + 1) - gammaln(weight)", "gammaln(x + 2) - gammaln(weight)",
         "ci.n9_N12.dm_one_over_k", "x! of the Dirichlet-multinomial"),
    Flip("leaders/shrinkage", "(self.total - 1) * np.log(sigma2)", "self.total * np.log(sigma2)",
         "bh1996.COHES.reml", "N - 1 of REML"),
    Flip("change", "- 2 * r * float(np.sqrt(v1 * v2))", "- r * float(np.sqrt(v1 * v2))", "univbct.all",
         "the 2 of the overlap"),
    Flip("consensus/coincidence", "1 / (paired.sum(axis=1) - 1)", "1 / paired.sum(axis=1)",
         "krippendorff_C.kalpha", "m - 1 of coincidences"),
    Flip("leaders/surface", "d = 4 * b3 * b5 - b4**2", "d = 2 * b3 * b5 - b4**2", "motcon.postVA",
         "the 4 of the surface"),
)  # fmt: skip


def run_cases(copy: Path, *cases: str) -> int:
    """Exit code of reference tests in the copy: 0 all pass, 1 some fail, more is trouble."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(copy)]
    tests = [f"tests/analysis/test_reference_values.py::test_reference_case[{case}]" for case in cases]
    done = subprocess.run(
        [*command, "-c", "pyproject.toml", *tests],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode > 1:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return done.returncode


def copied(folder: Path) -> Path:
    """What the reference tests need, copied."""
    unwanted = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT / "src", folder / "src", ignore=unwanted)
    for part in ("analysis", "reference", "support"):
        if (ROOT / "tests" / part).is_dir():
            shutil.copytree(ROOT / "tests" / part, folder / "tests" / part, ignore=unwanted)
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def main() -> int:
    """Return 0 if every flip is noticed."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as name:
        copy = copied(Path(name))
        if run_cases(copy, *(flip.case for flip in FLIPS)):
            print("the unchanged copy fails already")
            return 1
        for flip in FLIPS:
            module = copy / "src" / "fagspejl" / "analysis" / f"{flip.module}.py"
            whole = module.read_text(encoding="utf-8")
            if whole.count(flip.old) != 1:
                print(f"{flip.what}: {flip.old!r} stands {whole.count(flip.old)} times in {flip.module}.py")
                unnoticed += 1
                continue
            module.write_text(whole.replace(flip.old, flip.new), encoding="utf-8")
            noticed = run_cases(copy, flip.case) == 1
            module.write_text(whole, encoding="utf-8")
            unnoticed += not noticed
            print(
                f"{'noticed' if noticed else 'UNNOTICED'}: {flip.what} ({flip.module}.py, {flip.case})",
                flush=True,
            )
    print(f"{len(FLIPS) - unnoticed} of {len(FLIPS)} changes noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
