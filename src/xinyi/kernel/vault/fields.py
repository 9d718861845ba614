"""Sealing of personal values: AES-256-GCM with key id and binding, blind indexes, masks. Pure but for the keys.

A sealed value reads ``v1|A256GCM|<key id>|<12 bytes nonce><text><16 bytes tag>``. It is bound to the place it lies
at (table, field, row), so that a copied value does not open elsewhere. The data key of a table is derived from the
key-encryption key, which never enters the database; blind indexes have a key of their own.
"""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION, ALGORITHM = b"v1", b"A256GCM"
NONCE_BYTES, KEY_BYTES, BLIND_BYTES = 12, 32, 16
SHORTEST_NUMBER = 7
SEPARATORS = re.compile(r"[\s\-()（）]+")
COUNTRY = re.compile(r"^(?:\+|00)86")


class SealBroken(Exception):
    """A sealed value that this host cannot open: another key, another place, or changed bytes."""


def encrypt(text: str, *, bound_to: str) -> bytes:
    """Seal ``text`` for one place, named ``table.field.row``; the same text never gives the same bytes."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(data_key(table_of(bound_to))).encrypt(nonce, text.encode(), binding(bound_to))
    return b"|".join((VERSION, ALGORITHM, key_id().encode(), nonce + sealed))


def decrypt(sealed: bytes, *, bound_to: str) -> str:
    """The text again. Raises ``SealBroken``; never returns a part of the text or a wrong one."""
    match bytes(sealed).split(b"|", 3):
        case [b"v1", b"A256GCM", key, body]:
            pass
        case _:
            raise SealBroken(f"{bound_to}: not a sealed value of this version")
    if key != key_id().encode():
        raise SealBroken(f"{bound_to}: sealed with key {key!r}, this host has {key_id()!r}")
    nonce, text = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        return AESGCM(data_key(table_of(bound_to))).decrypt(nonce, text, binding(bound_to)).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"{bound_to}: changed, or sealed for another place") from error


def blind(field: str, value: str) -> bytes:
    """A keyed hash of the normalised value: equal values meet, nobody without the key can tell which."""
    message = f"{field}\0{normal(field, value)}".encode()
    return hmac.digest(secret("blind_index"), message, "sha256")[:BLIND_BYTES]


def normal(field: str, value: str) -> str:
    """One spelling per value: full-width digits, blanks, hyphens and +86 make no difference in a telephone number."""
    text = unicodedata.normalize("NFKC", value).strip()
    return COUNTRY.sub("", SEPARATORS.sub("", text)) if field == "phone" else text


def mask(field: str, value: str) -> str:
    """What a list may show: 138****2071 of a telephone number, 王** of a name, nothing of anything else."""
    text = normal(field, value)
    if field == "phone" and len(text) >= SHORTEST_NUMBER:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[:1]}**" if field == "name" and text else "***"


def key_id() -> str:
    """The first 8 hex digits of the key's own hash: a wrong key is told before anything is tried."""
    return hashlib.sha256(b"xinyi key id" + secret("key_encryption")).hexdigest()[:8]


def secret(name: str) -> bytes:
    """A key of this host, from ``XINYI_KEYS``."""
    return decoded(settings.XINYI_KEYS[name], name)


@cache
def decoded(text: str, name: str) -> bytes:
    """The key's bytes. Raises ``SealBroken`` for a key of another length."""
    key = base64.b64decode(text)
    if len(key) != KEY_BYTES:
        raise SealBroken(f"the key {name} has {len(key)} bytes, not {KEY_BYTES}")
    return key


def data_key(table: str) -> bytes:
    """The key of one table, derived from the key-encryption key."""
    return derived(secret("key_encryption"), table)


@cache
def derived(key: bytes, table: str) -> bytes:
    """HKDF, once per process and table."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"xinyi {table}".encode()).derive(key)


def binding(bound_to: str) -> bytes:
    """The additional authenticated data; version and algorithm are bound as well."""
    return b"|".join((VERSION, ALGORITHM, bound_to.encode()))


def table_of(bound_to: str) -> str:
    """The table named first in a binding."""
    return bound_to.split(".", 1)[0]
