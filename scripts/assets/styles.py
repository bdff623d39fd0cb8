"""Cut Det Fælles Designsystem (npm package dkfds) down to what Fagspejl uses.

Writes below src/fagspejl/web/styles: `dkfds.css` (the rules of the compiled style sheet whose selectors are listed
here), `controls.css` (those of forms and buttons), `tokens.css` (its colours as custom properties) and the licence; and for the PDF templates the same colours
as `src/fagspejl/reporting/typst/tokens.typ`. Needs npm. Addresses of files (`url(...)`) are left out: a page of
Fagspejl fetches nothing.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "dkfds@11.2.0"
SRC = Path(__file__).resolve().parents[2] / "src" / "fagspejl"
STYLES = SRC / "web" / "styles"
TYPST = SRC / "reporting" / "typst"

HEADINGS = tuple(f"h{level}" for level in (1, 2, 3, 4))
KEEP = {
    "*", "*::before", "*::after", "html", "body", "[hidden]", "details", "summary", ".sr-only",
    "b", "strong", "em", "hr", "small", "sup", "figure",
    "a", "a:focus", "a.link-focus", "a:visited", "a:hover", "p", ".font-lead", *HEADINGS,
    *(f"{heading}:focus" for heading in HEADINGS),
    "ul", "ul > li", "ul > li::before", "ol", "ol li", ".nobullet-list", ".nobullet-list > li",
    ".nobullet-list > li::before", ".container", "a.skipnav", "a.skipnav:focus", "#main-content:focus",
    ".details", ".details .details-summary", ".details .details-summary:focus",
    ".details .details-summary::-webkit-details-marker", ".details .details-summary::marker",
    ".details[open] .details-summary", ".details .details-text", ".details .details-text > :last-child",
    ".table", ".table td", ".table th", ".table td:last-child", ".table th:last-child", ".table thead",
    ".table thead th", ".table thead th:first-child", ".table tbody th", ".table tbody tr",
    ".table tbody tr td:first-child", ".table tbody tr th:first-child", ".table tbody tr:last-child td",
    ".table tbody tr:last-child th", ".table.table--compact th", ".table.table--compact td",
    ".table.table--compact thead th",
}  # fmt: skip
# Forms, buttons and notices: only for pages that are served, never for files that stand alone.
CONTROLS = {
    ".form-group", ".form-group:first-child", ".form-label", ".form-hint", ".form-error-message", ".form-input",
    ".form-input:focus", ".form-group.form-error", ".form-group.form-error > .form-input",
    ".button", ".button:hover", ".button:active", ".button.button-primary", ".button.button-primary:hover",
    ".button.button-primary:active", ".button.button-secondary", ".button.button-secondary:hover",
    ".button.button-secondary:active",
    ".alert", ".alert:first-child", ".alert .alert-heading", ".alert .alert-text", ".alert-success", ".alert-warning",
    ".alert-error", ".alert-info",
}  # fmt: skip
# Two habits of the source that would hide text from people who enlarge it, and one that needs a full-height page.
DROP = {
    ("body", "overflow-x"),
    ("body", "display"),
    ("body", "min-height"),
    ("body", "flex-direction"),
    ("html", "font-family"),
}
COLOURS = (
    "gray-100", "gray-200", "gray-300", "gray-400", "gray-500", "gray-600", "gray-900", "blue-100", "blue-800",
    "data-blue-100", "data-blue-200", "data-blue-300", "data-blue-500", "data-blue-700", "data-blue-800",
    "data-blue-900", "data-violet-300", "data-violet-500", "data-violet-700", "data-violet-800",
    "data-pink-violet-300", "data-pink-violet-500", "data-pink-violet-700", "data-pink-violet-800",
)  # fmt: skip
NOTE = (
    "Made by scripts/assets/styles.py from Det Fælles Designsystem (dkfds 11.2.0, MIT): do not edit by hand."
)


def main() -> None:
    """Fetch the package and write what is made of it."""
    STYLES.mkdir(parents=True, exist_ok=True)
    TYPST.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(PACKAGE, Path(folder))
        css = (package / "dist" / "css" / "dkfds.css").read_text(encoding="utf-8")
        colours = (package / "src/stylesheets/values/colors/_fds-colors.scss").read_text(encoding="utf-8")
        licence = (package / "LICENSE.md").read_text(encoding="utf-8")
    palette = read_colours(colours)
    for name, keep in (("dkfds.css", KEEP), ("controls.css", CONTROLS)):
        reduced = "\n".join(reduce_rules(css, keep))
        write(STYLES / name, f"/* {NOTE} */\n{reduced}\n")
    properties = "\n".join(f"  --{name}: {value};" for name, value in palette.items())
    write(STYLES / "tokens.css", f"/* {NOTE} */\n:root {{\n{properties}\n}}\n")
    constants = "\n".join(f'#let {name} = rgb("{value}")' for name, value in palette.items())
    write(TYPST / "tokens.typ", f"// {NOTE}\n{constants}\n")
    write(STYLES / "LICENSE-dkfds.txt", licence)


def write(path: Path, text: str) -> None:
    """Write a text file and say so."""
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.stat().st_size:>8} {path.relative_to(SRC)}")


def fetch(package: str, folder: Path) -> Path:
    """Unpack an npm package below `folder` and return its root."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def read_colours(scss: str) -> dict[str, str]:
    """Return the wanted colours by name; a colour that the package lost is an error."""
    found = dict(re.findall(r'"([a-z0-9-]+)":\s*(#[0-9A-Fa-f]{6})', scss))
    return {name: found[name].lower() for name in COLOURS}


def reduce_rules(css: str, keep: set[str]) -> Iterator[str]:
    """Yield the kept rules one per line, those of a media query inside it, in their order."""
    for selector, body in blocks(css):
        if selector.startswith("@media"):
            inner = [line for part, text in blocks(body) if (line := reduce_rule(part, text, keep))]
            if inner:
                yield f"{selector}{{{''.join(inner)}}}"
        elif not selector.startswith("@") and (line := reduce_rule(selector, body, keep)):
            yield line


def reduce_rule(selector: str, body: str, keep: set[str]) -> str:
    """Return the rule with the kept selectors and declarations, or an empty string."""
    kept = [part for part in (part.strip() for part in selector.split(",")) if part in keep]
    declarations = [
        f"{name.strip()}:{value.strip()}"
        for name, _, value in (line.partition(":") for line in body.split(";") if line.strip())
        if "url(" not in value and not any((part, name.strip()) in DROP for part in kept)
    ]
    return f"{','.join(kept)}{{{';'.join(declarations)}}}" if kept and declarations else ""


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield (prelude, body) of each top-level block."""
    css = re.sub(r"/\*.*?\*/|@charset[^;]*;|@import[^;]*;", "", css, flags=re.DOTALL)
    start = 0
    while (opening := css.find("{", start)) != -1:
        depth, end = 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield " ".join(css[start:opening].split()), css[opening + 1 : end - 1]
        start = end


if __name__ == "__main__":
    main()
