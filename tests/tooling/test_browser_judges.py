"""The browser opens pages from this machine only, and axe tells an accessible page from one that is not."""

from pathlib import Path

import pytest

from support.browser import OpenPage, axe_faults, overflow

TESTS = Path(__file__).parent.parent
pytestmark = pytest.mark.browser

GOOD = '<!doctype html><html lang="da"><title>Rapport</title><main><h1>Rapport til Karen</h1><p>3,4</p></main></html>'


def _page(folder: Path, html: str) -> Path:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [320, 1280])
def test_good_page_has_no_fault(open_page: OpenPage, tmp_path: Path, width: int) -> None:
    """Karen's page passes on her phone and on her screen."""
    tab = open_page(_page(tmp_path, GOOD), width=width)
    assert tab.evaluate("window.innerWidth") == width
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


def test_missing_alternative_is_found(open_page: OpenPage, tmp_path: Path) -> None:
    """A picture that says nothing to Karen's screen reader is named."""
    html = GOOD.replace("<p>3,4</p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')
    faults = axe_faults(open_page(_page(tmp_path, html)))
    assert [fault.split(":")[0] for fault in faults] == ["image-alt"]


def test_too_wide_page_is_found(open_page: OpenPage, tmp_path: Path) -> None:
    """A table that makes Ida scroll sideways on her phone is measured."""
    html = GOOD.replace("<p>", '<p style="width: 520px; margin: 0">')
    assert overflow(open_page(_page(tmp_path, html), width=320)) > 100


def test_scripts_can_be_off(open_page: OpenPage, tmp_path: Path) -> None:
    """Omar has turned JavaScript off; the page he sees is the page without it."""
    html = GOOD.replace(
        "<p>3,4</p>", "<p>uden</p><script>document.querySelector('p').textContent = 'med'</script>"
    )
    file = _page(tmp_path, html)
    assert open_page(file).inner_text("p") == "med"
    assert open_page(file, scripts=False).inner_text("p") == "uden"


def test_asking_another_machine_fails(pytester: pytest.Pytester) -> None:
    """A page that fetches a font from somewhere else fails its test, although the page itself looks right."""
    pytester.makeini(f"[pytest]\npythonpath = {TESTS}\n")
    pytester.makeconftest('pytest_plugins = ["support.browser"]')
    html = GOOD.replace("<p>", "<img alt='' src='https://fonts.example.org/a.png'><p>")
    pytester.makepyfile(
        f"""
        def test_page(open_page, tmp_path):
            file = tmp_path / "page.html"
            file.write_text({html!r})
            assert open_page(file).title() == "Rapport"
        """
    )
    result = pytester.runpytest_subprocess()  # one process cannot run two browsers at once
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*asked for other machines: https://fonts.example.org/a.png*"])
