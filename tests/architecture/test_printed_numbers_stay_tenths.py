"""A printed number is whole tenths from the cell to the page: decimals are made and read in one place."""

from __future__ import annotations

import ast

from support.source import PACKAGE

# Where tenths are made of measurements, where files hold decimals, and where people read them.
HOMES = {"analysis/rounding.py", "lib/tenths.py", "lib/wording.py"}
TEN = 10


def turned(source: str) -> list[int]:
    """Return the lines that divide by ten, or round what they have multiplied by it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _ten(node.right):
            found.append(node.lineno)
        if isinstance(node, ast.Call) and _name(node.func) in {"round", "rint", "ceil", "floor"}:
            inside = [part for argument in node.args for part in ast.walk(argument)]
            products = [p for p in inside if isinstance(p, ast.BinOp) and isinstance(p.op, ast.Mult)]
            found += [p.lineno for p in products if _ten(p.left) or _ten(p.right)]
    return found


def _ten(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == TEN


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_nobody_else_turns_tenths_into_decimals_or_back() -> None:
    """Karen's 3,4 is 34 in every module between the cell and her page."""
    places = {
        f"{path.relative_to(PACKAGE).as_posix()}:{line}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).as_posix() not in HOMES
        for line in turned(path.read_text(encoding="utf-8"))
    }
    assert places == set()


def test_each_way_of_turning_them_is_seen() -> None:
    """Per divides by ten, rounds ten times a number, and rounds down a product: each line is found."""
    assert turned("a = tenths / 10\nb = round(10 * x)\nc = np.floor(x * 10 + 0.5)\nd = 10 * x\n") == [1, 2, 3]
