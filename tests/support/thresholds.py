"""Finds numbers in the source that decide who may be shown or when a word is earned.

Such a number belongs in `fagspejl.analysis.policy`. Three signs give one away elsewhere:

1. it is given to, or compared with, a name that the policies use: `k=5`, `policy.k_distribution > 12`;
2. a comparison of order holds a number that stands in a policy: `n >= 10`, `share < 0.6`;
3. a constant is named for being a limit: `LEAST_RATERS = 5`;
4. a field, an option or a condition of the database named for one gets a number: `k = Field(default=5)`,
   `option("--k", default=5)`, `Q(k__gte=5)`;
5. a help text says one: `help="5 to 10"`.

A number that only looks like one carries the comment `# no threshold: <why>` on its line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy

_POLICY_FIELDS = [field for policy in (DisclosurePolicy, ReportingPolicy) for field in fields(policy)]
NAMES = frozenset(field.name for field in _POLICY_FIELDS) | {"min_raters", "min_share", "min_n"}
VALUES = frozenset(float(field.default) for field in _POLICY_FIELDS) - {0.0, 1.0}
LIMIT_WORDS = frozenset({"LEAST", "MIN", "MINIMUM", "FLOOR", "THRESHOLD", "ENOUGH", "RATERS", "CUTOFF"})
EXCUSE = "# no threshold: "
# Whether there is one, or a pair, is a question of arithmetic, not of protection.
_SMALL: frozenset[float | None] = frozenset({None, -1.0, 0.0, 1.0, 2.0})
_SMALL_FORMULA = _SMALL | {3.0, 4.0}
# A rounding function may say that it gives one decimal; only more than the ceiling gives anything away.
HARMLESS = {"decimals": {1.0}}
_SPAN = re.compile(r"\b\d+ to \d+\b")


def threshold_literals(path: Path, *, statistics: bool = False) -> list[str]:
    """Return the suspicious places of a module as 'line: code', without those that carry their excuse.

    With `statistics` the third sign is left out and numbers below 5 are let pass: a formula has a least number of
    rows or columns for being defined at all.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    found = {
        (node.lineno, ast.unparse(node))
        for node in _suspicious(ast.parse(text), statistics=statistics)
        if isinstance(node, ast.expr)
    }
    return [f"{line}: {code}" for line, code in sorted(found) if EXCUSE not in lines[line - 1]]


def _suspicious(module: ast.Module, *, statistics: bool) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        match node:
            case ast.Compare(left=left, ops=ops, comparators=rest):
                if _is_suspicious_comparison(
                    [left, *rest], ops, small=_SMALL_FORMULA if statistics else _SMALL
                ):
                    yield node
            case ast.Call(func=func, args=args, keywords=keywords):
                yield from (given.value for given in keywords if given.arg and _sets(given.arg, given.value))
                yield from _in_options(args, keywords)
                if _last_name(func) in {"IntRange", "FloatRange"} and any(_number(a) in VALUES for a in args):
                    yield node
            case ast.FunctionDef(args=signature) | ast.AsyncFunctionDef(args=signature):
                yield from (value for name, value in _defaults(signature) if _sets(name, value))
            case ast.Assign(targets=[target], value=ast.Call(keywords=keywords)) if (
                _bare(_last_name(target)) in NAMES
            ):
                yield from (k.value for k in keywords if k.arg == "default" and _number(k.value) is not None)
            case ast.Assign(targets=targets, value=value):
                yield from (
                    value for target in targets if _sets(_last_name(target), value, constant=not statistics)
                )
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                if _sets(_last_name(target), value, constant=not statistics):
                    yield value


def _in_options(args: list[ast.expr], keywords: list[ast.keyword]) -> Iterator[ast.expr]:
    """Yield numbers given to an option of the command line that is named for a limit, and limits in its help."""
    names = {str(arg.value) for arg in args if isinstance(arg, ast.Constant)}
    limit = any(name[:2] == "--" and name[2:].replace("-", "_") in NAMES for name in names)
    for given in keywords:
        if given.arg == "default" and limit and _number(given.value) is not None:
            yield given.value
        if (
            given.arg == "help"
            and isinstance(given.value, ast.Constant)
            and _SPAN.search(str(given.value.value))
        ):
            yield given.value
        bound = (given.arg or "").rsplit("__", 1)
        if len(bound) > 1 and bound[0] in NAMES and _number(given.value) is not None:
            yield given.value


def _is_suspicious_comparison(
    sides: list[ast.expr], ops: list[ast.cmpop], *, small: frozenset[float | None]
) -> bool:
    numbers = {number for side in sides if (number := _number(side)) not in small}
    ordered = any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in ops)
    named = any(_bare(_last_name(side)) in NAMES for side in sides)
    return bool(numbers) and (named or (ordered and bool(numbers & VALUES)))


def _sets(name: str, value: ast.expr, *, constant: bool = False) -> bool:
    number = _number(value)
    if number is None or number in HARMLESS.get(name, set()):
        return False
    is_limit = constant and name.isupper() and bool(set(name.split("_")) & LIMIT_WORDS)
    return _bare(name) in NAMES or is_limit


def _defaults(signature: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    positional = [*signature.posonlyargs, *signature.args]
    if signature.defaults:
        late = positional[-len(signature.defaults) :]
        yield from ((arg.arg, value) for arg, value in zip(late, signature.defaults, strict=True))
    pairs = zip(signature.kwonlyargs, signature.kw_defaults, strict=True)
    yield from ((arg.arg, value) for arg, value in pairs if value is not None)


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _bare(name: str) -> str:
    return name.strip("_").lower()


def _number(node: ast.expr) -> float | None:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            number = _number(inner)
            return None if number is None else -number
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return float(value)
    return None
