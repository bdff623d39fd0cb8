"""Every public function of analysis is a registered statistic or a named piece of support."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import pytest

import fagspejl.analysis as package
from analysis.sample import RUNS
from fagspejl.analysis.registry import MODULE_OF, OFFERED, STATISTICS, SUPPORT

# What is no statistic: values, errors, and the study of a whole round, which is made of statistics.
OTHERS = {"registry", "errors", "policy", "types", "table", "rounding", "study", "study_parts", "verdicts"}
MODULES = [
    info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg and info.name not in OTHERS
] + [
    f"{folder.name}.{info.name}"
    for folder in pkgutil.iter_modules(package.__path__)
    if folder.ispkg
    for info in pkgutil.iter_modules([f"{package.__path__[0]}/{folder.name}"])
]


@pytest.mark.parametrize("module", MODULES)
def test_nothing_public_is_unclassified(module) -> None:
    """Asta adds a function and is told to say what it is before anything else runs."""
    found = import_module(f"fagspejl.analysis.{module}")
    public = {
        name
        for name, value in vars(found).items()
        if inspect.isfunction(value) and value.__module__ == found.__name__ and not name.startswith("_")
    }
    registered = {s.name for s in STATISTICS if s.module == module}
    support = {name for name in public if name in SUPPORT or f"{module}.{name}" in SUPPORT}
    assert public - registered - support == set()
    assert registered - public == set()


def test_every_statistic_has_shared_properties_tested() -> None:
    """A registered statistic without a run on the made-up round would escape the shared tests."""
    assert set(RUNS) == {s.name for s in STATISTICS}


def test_names_are_offered_where_they_live() -> None:
    """Asta writes `from fagspejl import analysis` and finds every name, with type hints and a docstring."""
    assert set(package.__all__) == set(MODULE_OF) == {s.name for s in STATISTICS} | set(OFFERED)
    for name in package.__all__:
        value = getattr(package, name)
        assert value.__doc__, name
        if inspect.isfunction(value):
            assert "return" in value.__annotations__, name
    with pytest.raises(AttributeError):
        _ = package.mean_of_means


def test_importing_analysis_loads_no_statistics() -> None:
    """`fagspejl --help` must stay quick: scipy comes with the first statistic, not with the name."""
    import subprocess
    import sys

    code = "import sys; from fagspejl import analysis; print('scipy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
