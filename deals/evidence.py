"""The full evidence of one registration as one signed file, to be read and checked without the portal.

A ZIP of JSON and the partner's files; `manifest.json` names every member with its SHA-256 and `manifest.sig` signs the
manifest (Ed25519). People appear by number and role, the decision chain by role alone (rulebook, *Privacy*).
"""

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from deals import events, signing
from deals.models import ChainHead, DecisionMaker, Registration
from partners.models import User

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
NAMES = frozenset({"name", "email", "phone"})
# A fixed instant for every member: the manifest says when the export was made.
EPOCH = (1980, 1, 1, 0, 0, 0)
JSON = (str, int, float, bool, list, dict, date, Decimal, NoneType)


@dataclass(frozen=True)
class Verdict:
    """What an export turns out to be: genuine, or the first thing that is wrong with it."""

    genuine: bool
    why: str
    manifest: dict[str, Any]


def export(row: Registration, *, by: User, at: datetime) -> bytes:
    """The evidence of a registration as it stands."""
    members = dict(_members(row))
    head = ChainHead.objects.filter(pk=events.HEAD).first()
    manifest = {
        "evidence": "registration",
        "reference": row.reference,
        "exported_at": at.isoformat(),
        "exported_by": by.pk,
        "chain_head": {"sequence": head.sequence, "hash": head.hash} if head else None,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in members.items()},
    }
    written = _json(manifest)
    key, signature = signing.sign(written)
    members |= {MANIFEST: written, SIGNATURE: f"{key} {base64.b64encode(signature).decode()}\n".encode()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return target.getvalue()


def examine(content: bytes) -> Verdict:
    """Check an export by itself: the signature of its manifest, then every member against it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = {name: file.read(name) for name in file.namelist()}
            manifest = json.loads(members.pop(MANIFEST))
            key, signature = members.pop(SIGNATURE).decode().split()
            signed = file.read(MANIFEST), key, base64.b64decode(signature, validate=True)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError, zlib.error) as broken:
        return Verdict(False, f"the file cannot be read: {broken}", {})
    if not signing.holds(*signed):
        return Verdict(False, "the manifest is not signed by a key of ours", {})
    expected = manifest["sha256"]
    if missing := sorted(expected.keys() ^ members.keys()):
        return Verdict(False, f"{missing[0]} is missing or was added", manifest)
    for name, member in members.items():
        if hashlib.sha256(member).hexdigest() != expected[name]:
            return Verdict(False, f"{name} was changed", manifest)
    return Verdict(True, "", manifest)


def _members(row: Registration) -> Iterator[tuple[str, bytes]]:
    """One file for the registration and one for each kind of row that belongs to it; documents with their bytes."""
    yield "registration.json", _json(_plain(row))
    people = {row.owner_id, row.reviewer_id}
    for relation in Registration._meta.related_objects:
        rows = list(
            relation.related_model._default_manager.filter(**{relation.field.name: row}).order_by("pk")
        )
        people |= {getattr(each, name) for each in rows for name in _columns_of_people(type(each))}
        yield f"{relation.get_accessor_name()}.json", _json([_plain(each) for each in rows])
    known = User.objects.filter(pk__in=[person for person in people if person is not None]).order_by("pk")
    yield "people.json", _json(list(known.values("pk", "role", "partner_id")))
    for document in row.documents.order_by("pk"):
        with document.content.open("rb") as file:
            yield f"documents/{document.pk}-{document.sha256}", file.read()


def _columns_of_people(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.related_model is User]


def _plain(row: Model) -> dict[str, Any]:
    hidden = NAMES if isinstance(row, DecisionMaker) else frozenset()
    kept = (field for field in row._meta.concrete_fields if field.attname not in hidden)
    return {field.attname: _value(getattr(row, field.attname)) for field in kept}


def _value(value: Any) -> Any:
    # A file is told by its name, a country by its code; dates, amounts and JSON are left to the encoder.
    return value if isinstance(value, JSON) else str(value)


def _json(value: Any) -> bytes:
    return (
        json.dumps(value, cls=DjangoJSONEncoder, indent=1, sort_keys=True, ensure_ascii=False).encode()
        + b"\n"
    )
