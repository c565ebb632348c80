"""The seal of a letter: its statement and a signature over every byte, at the end of the PDF, in plain comments.

A PDF reader skips comments; `manage.py check_letter`, or any tool that knows Ed25519, checks them without the portal.
"""

import base64
import json
from dataclasses import dataclass
from typing import Any

from deals import signing

STATEMENT = b"%Statement "
SIGNED = b"%Ed25519 "


@dataclass(frozen=True)
class Verdict:
    """What a file turns out to be: genuine with its statement, or why it is not."""

    genuine: bool
    why: str
    said: dict[str, Any]


def seal(pdf: bytes, said: dict[str, Any]) -> bytes:
    """The PDF with its statement and signature."""
    content = pdf.rstrip(b"\n") + b"\n" + STATEMENT + base64.b64encode(_canonical(said)) + b"\n"
    key, signature = signing.sign(content)
    return content + SIGNED + key.encode() + b" " + base64.b64encode(signature) + b"\n"


def examine(file: bytes) -> Verdict:
    """Check a file by itself: no database is asked. What the letter is worth today, only the portal knows."""
    content, mark, tail = file.rpartition(SIGNED)
    fields = tail.decode("ascii", "replace").split()
    if not mark or len(fields) != len(("key", "signature")):
        return Verdict(False, "no signature was found", {})
    try:
        signature = base64.b64decode(fields[1], validate=True)
    except ValueError:
        return Verdict(False, "the signature cannot be read", {})
    if fields[0] not in signing.known_keys():
        return Verdict(False, f"the key {fields[0]} is not one of ours", {})
    # What was appended after the signature belongs to nobody.
    rest = tail != f"{fields[0]} {fields[1]}\n".encode()
    if rest or not signing.holds(content, fields[0], signature):
        return Verdict(False, "the file was changed after it was signed", {})
    statement = content.rpartition(STATEMENT)[2]
    return Verdict(True, "", json.loads(base64.b64decode(statement)))


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
