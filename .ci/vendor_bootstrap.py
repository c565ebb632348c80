"""Refresh static/vendor/bootstrap from an unpacked npm package: python .ci/vendor_bootstrap.py path/to/package

Left out, to keep a page's style under 40 KB compressed: components that need Bootstrap's script (none is used),
and the sourceMappingURL comment, because hashed static storage refuses a file that names a missing map.
"""

import hashlib
import re
import sys
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
UNUSED = re.compile(
    r"\.(accordion|carousel|offcanvas|modal|toast|tooltip|bs-tooltip|popover|bs-popover|dropdown|dropup|dropend|dropstart"
    r"|navbar|collapsing|collapse|placeholder|form-floating|form-range|ratio|btn-close|btn-toolbar|list-group)\b"
)
UNUSED_FRAMES = re.compile(r"@keyframes (placeholder|carousel|progress)")


def rules(css: str) -> list[tuple[str, str]]:
    """Top-level (prelude, body) pairs; the body keeps its braces, a statement such as @charset has none."""
    found, depth, start, brace = [], 0, 0, 0
    for index, char in enumerate(css):
        if char == "{":
            depth += 1
            brace = brace if depth > 1 else index
        elif char == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:brace], css[brace : index + 1]))
                start = index + 1
    return found


def trimmed(css: str) -> str:
    """The same style sheet without the rules of unused components."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith("@media"):
            inner = trimmed(body[1:-1])
            kept.append(f"{prelude}{{{inner}}}" if inner else "")
        elif prelude.startswith("@"):
            kept.append("" if UNUSED_FRAMES.match(prelude) else prelude + body)
        else:
            selectors = [one for one in re.split(r",(?![^(]*\))", prelude) if not UNUSED.search(one)]
            kept.append(",".join(selectors) + body if selectors else "")
    return "".join(kept)


def refresh(package: Path) -> None:
    """Write the two style sheets, the licence and their SHA-256 sums."""
    target = VENDOR / "bootstrap"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css"):
        css = (package / "dist" / "css" / name).read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
        (target / name).write_text('@charset "UTF-8";' + trimmed(css) + "\n", encoding="utf-8")
    (target / "LICENSE").write_bytes((package / "LICENSE").read_bytes())
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  bootstrap/{path.name}"
        for path in sorted(target.iterdir())
    ]
    (VENDOR / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh(Path(sys.argv[1]))
