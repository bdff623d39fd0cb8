"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "fagspejl"


@dataclass(frozen=True)
class Function:
    """One function of a module: where it starts and how many lines it holds, decorators left out."""

    place: str
    lines: int


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file that is, or would be, under version control; in an unpacked archive, every file."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        kept = (
            path
            for path in ROOT.rglob("*")
            if not {".venv", ".venv-newest", ".venv-newest-django", "var"} & set(path.relative_to(ROOT).parts)
        )
        return tuple(sorted(path for path in kept if path.is_file()))
    files = (ROOT / line for line in listed.stdout.splitlines())
    return tuple(sorted(path for path in files if path.is_file()))


def copy_project(target: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Copy what version control holds into a new folder and return that; `without` names folders to leave out."""
    left_out = tuple(ROOT / folder for folder in without)
    for path in project_files():
        if any(path.is_relative_to(folder) for folder in left_out):
            continue
        place = target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target


def modules(*folders: str) -> list[Path]:
    """Return the Python files below these folders of the project."""
    return list(_modules(folders))


@cache
def _modules(folders: tuple[str, ...]) -> tuple[Path, ...]:
    wanted = tuple(ROOT / folder for folder in folders)
    return tuple(
        path
        for path in project_files()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in wanted)
    )


def packages(*folders: str) -> list[Path]:
    """Return the folders with an `__init__` below these folders of the project."""
    return [path.parent for path in modules(*folders) if path.name == "__init__.py"]


def rooms() -> list[Path]:
    """Return the folders of the rooms: the packages directly below `fagspejl`."""
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """Return a file's path inside the project, for messages."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def functions(path: Path) -> Iterator[Function]:
    """Give every function and method of a module, inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield Function(f"{name_of(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)


def imported(path: Path) -> set[str]:
    """Return the dotted names a module imports anywhere in it; relative imports are given with leading dots."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found
