"""Build the fonts below src/fagspejl/web/fonts from the npm package @ibm/plex-sans.

Web pages get small WOFF2 subsets (Latin), PDF files get static TrueType fonts (Latin, Greek and Cyrillic).
IBM Plex Sans is under the SIL Open Font Licence with the reserved font name "Plex": a changed font may not carry
that name, so what is built here is called "Fagspejl Sans". The licence text is copied beside the fonts.

What people write may be in Arabic or hold emoji: PDF files take these from Noto fonts (the same licence, no reserved
name), cut to single signs, since joiners and skin tones are left out of a PDF (web/printed.py).

Needs npm and python3 with venv. fonttools and brotli are installed into a throwaway environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

PACKAGE = "@ibm/plex-sans@1.1.0"
NOTO = {  # npm package -> its font, and the layout features that its script needs
    "@expo-google-fonts/noto-sans-arabic@0.4.3": ("NotoSansArabic", ["*"]),
    "@expo-google-fonts/noto-emoji@0.4.7": ("NotoEmoji", []),
}
TOOLS = ("fonttools==4.68.0", "brotli==1.2.0")
OUT = Path(__file__).resolve().parents[2] / "src" / "fagspejl" / "web" / "fonts"
FAMILY = "Fagspejl Sans"
STAMP = 3_600_000_000  # a fixed "modified" time (seconds since 1904): the same input gives the same bytes
RESERVED_NOTE = (
    "Fagspejl Sans is IBM Plex Sans 1.1.0 with fewer glyphs and another name, "
    "as the reserved font name requires.\n"
)

WEB_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x202F, 0x202F), (0x2030, 0x2030), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2212, 0x2212),
)  # fmt: skip
PDF_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0xFFFD, 0xFFFD),
)  # fmt: skip
STYLES = {"Regular": True, "SemiBold": True, "Italic": False}  # style -> also for the web


def main() -> None:
    """Fetch the package, cut the fonts and write them with their licence."""
    try:
        import brotli  # noqa: F401
        import fontTools  # noqa: F401
    except ImportError:
        run_in_throwaway_environment()
        return
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(PACKAGE, Path(folder))
        for style, for_web in STYLES.items():
            source = package / "fonts" / "complete" / "woff" / f"IBMPlexSans-{style}.woff"
            write_font(source, OUT / f"FagspejlSans-{style}.ttf", PDF_RANGES, style, None)
            if for_web:
                write_font(source, OUT / f"FagspejlSans-{style}.woff2", WEB_RANGES, style, "woff2")
        notices = [write_noto(named, *font, Path(folder)) for named, font in NOTO.items()]
        write_coverage()
        licence = (package / "LICENSE.txt").read_text(encoding="utf-8").strip()
        (OUT / "OFL.txt").write_text(RESERVED_NOTE + "".join(notices) + f"\n{licence}\n", encoding="utf-8")
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>8} {path.name}")


def run_in_throwaway_environment() -> None:
    """Install the font tools somewhere that is deleted afterwards, and run this script with them."""
    if sys.prefix != sys.base_prefix and "--inside" in sys.argv:
        raise SystemExit("The font tools could not be installed.")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *TOOLS], check=True)
        subprocess.run([python, __file__, "--inside"], check=True)


def write_noto(package: str, name: str, features: list[str], folder: Path) -> str:
    """Write a Noto font without hints and unused features; return a line on its origin for the licence file."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    below = folder / name
    below.mkdir()
    font = TTFont(fetch(package, below) / "400Regular" / f"{name}_400Regular.ttf", recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=features, hinting=False, notdef_outline=True))
    cutter.populate(unicodes=font.getBestCmap())
    cutter.subset(font)
    font.save(OUT / f"{name}-Regular.ttf", reorderTables=True)
    return f"{font['name'].getDebugName(4)}: {font['name'].getDebugName(0)}\n"


def fetch(package: str, folder: Path) -> Path:
    """Unpack an npm package below `folder` and return its root."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def write_font(
    source: Path, target: Path, ranges: tuple[tuple[int, int], ...], style: str, flavor: str | None
) -> None:
    """Write the glyphs of `ranges` under our own name; no hinting, the layout features that text needs."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=["ccmp", "kern", "locl", "mark", "mkmk", "tnum", "liga"],
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17],
    )
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cutter.subset(font)
    rename(font, style)
    font["head"].modified = STAMP
    font.flavor = flavor
    font.save(target, reorderTables=True)


def write_coverage() -> None:
    """Write which signs a PDF can draw, as [first, last] pairs: a PDF/UA file may hold no other.

    Those that all styles of our own font have, and those of the Noto fonts.
    """
    from fontTools.ttLib import TTFont

    def signs_of(pattern: str) -> list[set[int]]:
        return [set(TTFont(path).getBestCmap()) for path in sorted(OUT.glob(pattern))]

    signs = set.intersection(*signs_of("FagspejlSans-*.ttf")).union(*signs_of("Noto*.ttf"))
    pairs: list[list[int]] = []
    for code in sorted(signs):
        if pairs and pairs[-1][1] == code - 1:
            pairs[-1][1] = code
        else:
            pairs.append([code, code])
    (OUT / "coverage.json").write_text(json.dumps(pairs) + "\n", encoding="utf-8")


def rename(font: object, style: str) -> None:
    """Give the font its own family name: the reserved name may not stand in a changed font."""
    names = font["name"]  # type: ignore[index]
    joined = FAMILY.replace(" ", "")
    plain = style in {"Regular", "Italic"}
    values = {
        1: FAMILY if plain else f"{FAMILY} {style}",
        2: style if plain else "Regular",
        3: f"{joined}-{style}",
        4: f"{FAMILY} {style}",
        6: f"{joined}-{style}",
        16: None if plain else FAMILY,
        17: None if plain else style,
    }
    for name_id, value in values.items():
        names.removeNames(nameID=name_id)
        if value is not None:
            names.setName(value, name_id, 3, 1, 0x409)
    names.removeNames(nameID=7)  # the trademark line names the reserved name as a name of this font


if __name__ == "__main__":
    main()
