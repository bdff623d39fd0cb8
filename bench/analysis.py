"""Statistics: a national round (800,000 raters, 25 items, 50,000 units) in ratios to one bincount over all cells.

Run `python bench/analysis.py [RATERS]`. B is `np.bincount` over all cells with a ready index, timed in the same process
(best of three, processor time, one thread), so the limits hold on any machine, busy or not. R and pingouin are timed
beside where they are installed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from fagspejl import analysis

RATERS = 800_000
PER_UNIT = 16
THEMES, ITEMS = 5, 5
MISSING = 0.02
MOST_B = 8.0
MOST_GROWTH = 12.0
MOST_BYTES = 1_200_000_000
# Steps of the explanation's section on performance, and their limits in B at 800,000 raters.
LIMITS = {
    "counts": 2.0,
    "item statistics": 1.0,
    "scores and moments": 2.0,
    "ICC, REML, EB": 0.3,
    "alpha": 4.0,
}


def made_up(raters: int) -> tuple[analysis.ResponseTable, np.ndarray, int]:
    """A round with differences between units, 2 % missing; the table, each rater's unit and the number of units."""
    rng = np.random.default_rng(20260101)
    units = raters // PER_UNIT
    unit = rng.integers(0, units, raters).astype(np.int32)
    level = rng.normal(3.4, 0.3, units)[unit] + rng.normal(0, 0.6, raters)
    values = np.empty((raters, THEMES * ITEMS), dtype=np.int8, order="F")
    for i in range(THEMES * ITEMS):
        answer = np.clip(np.round(level + rng.normal(0, 0.8, raters)), 1, 5)
        values[:, i] = np.where(rng.random(raters) < MISSING, 0, answer)
    table = analysis.ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[analysis.ItemSpec(f"t{t}_{i}", f"t{t}") for t in range(THEMES) for i in range(ITEMS)],
        values=values,
        leader=unit,
        group=np.zeros(raters, dtype=np.int8),
        person=np.arange(raters, dtype=np.int32),
        invited=np.full((units, 5), -1, dtype=np.int32),
    )
    return table, unit, units


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Shortest processor time in seconds, and the result."""
    found, result = [], None
    for _ in range(times):
        start = time.process_time()
        result = work()
        found.append(time.process_time() - start)
    return min(found), result


def unit_of_time(table: analysis.ResponseTable, unit: np.ndarray, units: int) -> float:
    """B: one bincount over all cells with a ready index."""
    slots = np.where(table.values == 0, 5, table.values - 1).astype(np.int64)
    index = (unit.astype(np.int64)[:, None] * (THEMES * ITEMS) + np.arange(THEMES * ITEMS)) * 8 + slots
    ready = index.ravel(order="K")
    return best(lambda: np.bincount(ready, minlength=units * THEMES * ITEMS * 8))[0]


def steps(
    table: analysis.ResponseTable, unit: np.ndarray, units: int
) -> tuple[dict[str, float], dict[str, Any]]:
    """Seconds of each step, and the results that later steps need."""
    times: dict[str, float] = {}
    made: dict[str, Any] = {}
    times["counts"], made["counts"] = best(lambda: analysis.count_options(table, unit, units))
    counts = made["counts"]

    def item_statistics() -> None:
        analysis.item_stats(counts, 1)
        analysis.agreement(counts, 1, 5, stat="ad_mean")
        analysis.agreement(counts, 1, 5, stat="rwg_j")
        analysis.agreement(counts, 1, 5, stat="rwg_j_star")

    times["item statistics"], _ = best(item_statistics)

    def scores() -> analysis.Moments:
        columns = np.column_stack([analysis.rater_scores(table, theme) for theme in table.themes])
        return analysis.unit_moments(columns, unit, units, 3.0)

    times["scores and moments"], made["moments"] = best(scores)
    moments = made["moments"]

    def between() -> None:
        for theme in range(THEMES):
            analysis.icc_oneway(moments, theme=theme)
            analysis.eb_means(moments, analysis.reml_oneway(moments, theme), theme)

    times["ICC, REML, EB"], _ = best(between)
    times["alpha"], _ = best(
        lambda: [analysis.alpha(analysis.table_covariance(table, theme)) for theme in table.themes]
    )
    return times, made


def measure(raters: int) -> dict[str, Any]:
    """Times in seconds and in B of one size, with the peak memory of this process."""
    table, unit, units = made_up(raters)
    b = unit_of_time(table, unit, units)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, _ = steps(table, unit, units)
    return {
        "raters": raters,
        "b": b,
        "times": times,
        "made": before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def in_its_own_process(raters: int) -> dict[str, Any]:
    """Measure a size apart, so that its peak memory is its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(raters)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def beside_pingouin(rows: int = 2_000) -> str:
    """Alpha of one theme in pingouin and here, on the same rows."""
    if importlib.util.find_spec("pingouin") is None:
        return "pingouin: not installed, skipped"
    import pandas as pd
    import pingouin

    table, _, _ = made_up(max(rows, PER_UNIT * 10))
    frame = pd.DataFrame(np.where(table.values == 0, np.nan, table.values)[:, :ITEMS])
    theirs, (value, _) = best(lambda: pingouin.cronbach_alpha(frame, nan_policy="listwise"))
    ours, mine = best(lambda: analysis.alpha(analysis.table_covariance(table, "t0")))
    assert mine.value is not None
    assert abs(value - mine.value) < 1e-9
    times = f"{theirs * 1e3:.1f} ms, here {ours * 1e3:.2f} ms ({theirs / ours:.0f} x)"
    return f"pingouin cronbach_alpha, {rows} raters: {times}"


R_CODE = """
x <- read.csv(commandArgs(TRUE)[1]); g <- x$unit; items <- x[, -1]; n <- function(e) system.time(e)[["elapsed"]]
has <- function(p) requireNamespace(p, quietly = TRUE)
if (has("multilevel")) cat("rWG(J), multilevel:", n(multilevel::rwg.j(items, g, ranvar = 2)), "s\\n")
if (has("psych")) cat("alpha, psych:", n(psych::alpha(items)), "s\\n")
if (has("lme4")) { s <- rowMeans(items); cat("REML, lme4:", n(lme4::lmer(s ~ 1 + (1 | g))), "s\\n") }
"""


def beside_r(rows: int = 50_000) -> str:
    """The same theme in R packages, where R is installed."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return "R: not installed, skipped (multilevel, psych and lme4 are timed where it is)"
    table, unit, units = made_up(rows)
    complete = (table.values[:, :ITEMS] != 0).all(axis=1)
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder, "x.csv"), Path(folder, "x.R")
        header = ",".join(["unit", *(f"i{i}" for i in range(ITEMS))])
        rows_out = np.column_stack([unit[complete], table.values[complete, :ITEMS]])
        np.savetxt(data, rows_out, fmt="%d", delimiter=",", header=header, comments="")
        script.write_text(R_CODE)
        done = subprocess.run([rscript, str(script), str(data)], capture_output=True, text=True, check=False)
    moments = analysis.single_moments(analysis.rater_scores(table, "t0"), unit, units)
    counts = analysis.theme_counts(table, "t0", unit, units)
    ours = {
        "rWG(J)": best(lambda: analysis.agreement(counts, 1, 5))[0],
        "alpha": best(lambda: analysis.alpha(analysis.table_covariance(table, "t0")))[0],
        "REML": best(lambda: analysis.reml_oneway(moments))[0],
    }
    here = ", ".join(f"{name} {seconds:.4f} s" for name, seconds in ours.items())
    return f"R, {rows} raters:\n{done.stdout.strip()}\nhere: {here}"


def main() -> int:
    """Print the figures; 1 if a limit is broken."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return 0
    raters = int(sys.argv[1]) if len(sys.argv) > 1 else RATERS
    small, large = in_its_own_process(raters // 8), in_its_own_process(raters)
    broken = []
    for found in (small, large):
        total = sum(found["times"].values())
        print(
            f"{found['raters']} raters: B = {found['b']:.3f} s, everything {total / found['b']:.1f} B ({total:.2f} s)"
        )
        for name, seconds in found["times"].items():
            ratio = seconds / found["b"]
            over = found is large and ratio > LIMITS[name]
            broken += [name] if over else []
            print(f"  {name}: {ratio:.2f} B (limit {LIMITS[name]:g} B){'  OVER' if over else ''}")
    totals = [sum(found["times"].values()) for found in (small, large)]
    growth, peak = totals[1] / totals[0], large["peak"] * 1024
    checks = {
        f"everything <= {MOST_B:g} B": totals[1] / large["b"] <= MOST_B,
        f"time of 8 x the raters: {growth:.1f} x (limit {MOST_GROWTH:g} x)": growth <= MOST_GROWTH,
        f"peak memory {peak / 1e6:.0f} MB (limit {MOST_BYTES / 1e6:.0f} MB)": peak <= MOST_BYTES,
    }
    for name, kept in checks.items():
        print(f"{'kept' if kept else 'BROKEN'}: {name}")
        broken += [] if kept else [name]
    print(beside_pingouin())
    print(beside_r())
    return 1 if broken and raters >= RATERS else 0


if __name__ == "__main__":
    raise SystemExit(main())
