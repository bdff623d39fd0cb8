"""Nothing grows past what one can read: modules, functions, templates, and our own JavaScript in all."""

from pathlib import Path

from support.source import PACKAGE, ROOT, functions, modules, name_of, packages, project_files

MODULE, FUNCTION, TEMPLATE, JAVASCRIPT = 400, 60, 150, 500
# A folder with an `__init__`, its sub-folders counted by themselves; and what wires the rooms together, in all.
# 1,000 lines since the follow-up has five rooms: each is some ten lines in lists of names.
FOLDER_MODULES, FOLDER_LINES, WIRING = 25, 6_000, 1_080
OURS = ("src", "scripts", "bench", "examples")


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules() -> None:
    """A newcomer reads any module in one sitting."""
    # Made-up reports and rounds that tests read are data; everything else is read by people.
    tests = [path for path in modules("tests") if path.name.startswith("test_")]
    assert {name_of(path): n for path in [*modules(*OURS), *tests] if (n := _lines(path)) > MODULE} == {}


def _own_modules(package: Path) -> list[Path]:
    """Return the modules that stand in a folder itself; its front is not counted."""
    return [path for path in modules("src", "bench") if path.parent == package and path.name != "__init__.py"]


def test_folders() -> None:
    """A newcomer finds her way in any folder: it holds few modules, and not many lines."""
    folders = {name_of(package): _own_modules(package) for package in packages("src", "bench")}
    assert len(folders) > 40
    assert {name: len(own) for name, own in folders.items() if len(own) > FOLDER_MODULES} == {}
    lines = {name: sum(map(_lines, own)) for name, own in folders.items()}
    assert {name: n for name, n in lines.items() if n > FOLDER_LINES} == {}


def test_wiring() -> None:
    """Per reads in one sitting how the rooms are wired together, and finds no rule of the work there."""
    wiring = [path for path in modules("src/fagspejl") if path.is_relative_to(PACKAGE / "config")]
    assert sum(map(_lines, wiring)) <= WIRING


def test_functions() -> None:
    """A newcomer sees any function whole on one screen."""
    every = [function for path in modules(*OURS) for function in functions(path)]
    assert {function.place: function.lines for function in every if function.lines > FUNCTION} == {}


def test_templates() -> None:
    """A designer sees any template whole."""
    templates = [
        path for path in project_files() if path.is_relative_to(ROOT / "src") and path.suffix == ".html"
    ]
    assert {name_of(path): n for path in templates if (n := _lines(path)) > TEMPLATE} == {}


def test_javascript_in_all() -> None:
    """Every page works without JavaScript, so there is little of it; what others made stands in a vendor folder."""
    scripts = [
        path
        for path in project_files()
        if path.is_relative_to(ROOT / "src") and path.suffix in {".js", ".mjs"} and "vendor" not in path.parts
    ]
    assert sum(map(_lines, scripts)) <= JAVASCRIPT


def test_function_length_is_measured(tmp_path: Path) -> None:
    """The measure counts a method's own lines and not its decorators."""
    file = tmp_path / "module.py"
    file.write_text(
        "class A:\n    @property\n    def f(self):\n        x = 1\n        return x\n", encoding="utf-8"
    )
    assert [(f.place, f.lines) for f in functions(file)] == [("module.py:3 f", 3)]
