"""Two crossed or nested random factors by REML: raters who rate several leaders, growth over rounds. Target: leader.

An analyst's tool (docs/explanation/formulas.md 3.8):
the larger factor is eliminated as a diagonal, the smaller stays as a
dense Cholesky factor; fixed effects and sigma^2 are profiled; Nelder-Mead on two log variance ratios. Equals lme4
within 1e-5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.arrays import Floats, float_matrix, float_vector, group_index
from fagspejl.analysis.errors import EmptyTable, LengthMismatch, WrongShape
from fagspejl.analysis.types import Target

_LOG_RANGE = (-20.0, 12.0)
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class TwoFactor:
    """Fixed effects (p,) with SEs, three variances, REML log likelihood, and predicted effects per level.

    `blup1` (levels of f1,) and `blup2` are 0 for a level without rows.
    """

    beta: Floats
    se: Floats
    var1: float
    var2: float
    sigma2: float
    loglik: float
    blup1: Floats
    blup2: Floats
    n: int
    method: str = "reml_two_factor"
    target: Target = "leader"


class _Problem:
    """Cross products of one data set; `criterion` and `solve` at a pair of variance ratios. Big factor first."""

    def __init__(self, y: Floats, x: Floats, big: NDArray[np.intp], small: NDArray[np.intp]) -> None:
        from scipy.sparse import coo_array

        self.n, self.p = x.shape
        a = np.column_stack([x, y])
        self.aa = a.T @ a
        self.n_big, self.n_small = int(big.max()) + 1, int(small.max()) + 1
        self.count_big = np.bincount(big, minlength=self.n_big).astype(np.float64)
        self.count_small = np.bincount(small, minlength=self.n_small).astype(np.float64)
        self.za = np.column_stack([np.bincount(big, weights=c, minlength=self.n_big) for c in a.T])
        self.zb = np.column_stack([np.bincount(small, weights=c, minlength=self.n_small) for c in a.T])
        self.cross = coo_array((np.ones(self.n), (big, small)), shape=(self.n_big, self.n_small)).tocsr()

    def reduce(self, logs: Floats) -> tuple[Floats, float, Floats, Floats, Floats]:
        """(A'WA, log determinant, D, Cholesky factor, right sides of the small factor) at the log ratios."""
        from scipy.linalg import cholesky, solve_triangular

        big, small = np.exp(np.clip(logs, *_LOG_RANGE))
        d = 1 + big * self.count_big
        weighted = self.cross.multiply((big / d)[:, None])
        schur = -small * (self.cross.T @ weighted).toarray()
        schur[np.diag_indices(self.n_small)] += 1 + small * self.count_small
        root = cholesky(schur, lower=True, overwrite_a=True, check_finite=False)
        right = np.sqrt(small) * (self.zb - self.cross.T @ ((big / d)[:, None] * self.za))
        half = solve_triangular(root, right, lower=True, check_finite=False)
        products = self.aa - self.za.T @ ((big / d)[:, None] * self.za) - half.T @ half
        log_det = float(np.log(d).sum() + 2 * np.log(np.diag(root)).sum())
        return products, log_det, d, root, half

    def criterion(self, logs: Floats) -> float:
        """Minus twice the REML log likelihood."""
        products, log_det, *_ = self.reduce(logs)
        return self._deviance(products, log_det)[0]

    def _deviance(self, products: Floats, log_det: float) -> tuple[float, Floats, Floats, float]:
        xx, xy, yy = products[:-1, :-1], products[:-1, -1], float(products[-1, -1])
        beta = np.asarray(np.linalg.solve(xx, xy), dtype=np.float64)
        df = self.n - self.p
        sigma2 = (yy - float(xy @ beta)) / df
        value = df * (1 + np.log(2 * np.pi * sigma2)) + log_det + float(np.linalg.slogdet(xx)[1])
        return float(value), beta, xx, float(sigma2)

    def solution(self, logs: Floats) -> tuple[Floats, Floats, float, float, Floats, Floats]:
        """(beta, se, sigma2, log likelihood, effects of the big factor, of the small factor)."""
        from scipy.linalg import solve_triangular

        products, log_det, d, root, half = self.reduce(logs)
        value, beta, xx, sigma2 = self._deviance(products, log_det)
        contrast = np.append(-beta, 1.0)
        big, small = np.exp(np.clip(logs, *_LOG_RANGE))
        u_small = np.sqrt(small) * solve_triangular(root, half @ contrast, lower=True, trans="T")
        u_big = big / d * (self.za @ contrast - self.cross @ u_small)
        se = np.sqrt(sigma2 * np.diag(np.linalg.inv(xx)))
        return beta, se, sigma2, -0.5 * value, u_big, u_small


def reml_two_factor(y: ArrayLike, X: ArrayLike, f1: ArrayLike, f2: ArrayLike) -> TwoFactor:  # noqa: N803
    """Fit y = X b + u1[f1] + u2[f2] + e by REML. y (n,), X (n, p), f1 and f2 (n,) level indices 0, 1, ...

    Rows with a gap in y or X leave. Raises EmptyTable, LengthMismatch, NegativeGroup, WrongShape (X not of full rank,
    y constant).
    """
    from scipy.optimize import minimize

    x_all = float_matrix(X, "X")
    y_all = float_vector(y, "y", x_all.shape[0])
    first, second = np.asarray(f1), np.asarray(f2)
    for name, factor in (("f1", first), ("f2", second)):
        if factor.shape != y_all.shape:
            raise LengthMismatch(name, factor.shape, y_all.shape)
    kept = ~(np.isnan(y_all) | np.isnan(x_all).any(axis=1))
    if kept.sum() <= x_all.shape[1]:
        raise EmptyTable("y")
    levels = [int(f.max()) + 1 for f in (first, second)]
    a, b = (group_index(f, y_all.size, n)[kept] for f, n in zip((first, second), levels, strict=True))
    if min(a.min(), b.min()) < 0:
        raise WrongShape("f1, f2", "hold -1; leave those rows out")
    shift = float(y_all[kept].mean())  # against cancellation; taken back through the intercept's own column
    x = x_all[kept]
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise WrongShape("X", "its columns are linearly dependent")
    level_column = np.linalg.lstsq(x, np.full(x.shape[0], shift), rcond=None)[0]
    centred = y_all[kept] - x @ level_column
    if np.ptp(centred) <= _SLACK * max(1.0, abs(shift)):
        raise WrongShape("y", "does not vary")
    swap = levels[0] < levels[1]
    problem = _Problem(centred, x, *((b, a) if swap else (a, b)))
    found = minimize(
        problem.criterion,
        np.array([-1.5, -1.5]),
        method="Nelder-Mead",
        options={"xatol": 1e-6, "fatol": 1e-9},
    )
    beta, se, sigma2, loglik, u_big, u_small = problem.solution(found.x)
    ratios = np.exp(np.clip(found.x, *_LOG_RANGE))
    parts = [(float(ratios[0] * sigma2), u_big), (float(ratios[1] * sigma2), u_small)]
    one, two = parts[::-1] if swap else parts
    return TwoFactor(
        beta=beta + level_column,
        se=se,
        var1=one[0],
        var2=two[0],
        sigma2=float(sigma2),
        loglik=loglik,
        blup1=_padded(one[1], levels[0]),
        blup2=_padded(two[1], levels[1]),
        n=int(kept.sum()),
    )


def _padded(effects: Floats, levels: int) -> Floats:
    return np.concatenate([effects, np.zeros(levels - effects.size)])
