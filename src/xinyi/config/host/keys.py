"""The installation's secrets in ``var/keys.json``: made once, readable by the owner of the folder only."""

import hashlib
import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path

from xinyi.config.refusals import Problem, StartRefused

KEY_BYTES = 32
FILE_NAME = "keys.json"


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The signing secret; in base64, the key-encryption key of personal fields and the key of their blind indexes."""

    secret_key: str
    key_encryption: str
    blind_index: str

    @property
    def for_vault(self) -> dict[str, str]:
        """The two keys of personal fields, as the setting ``XINYI_KEYS`` takes them."""
        return {"key_encryption": self.key_encryption, "blind_index": self.blind_index}

    @property
    def fingerprint(self) -> str:
        """A short hash that tells whether a database was written with these keys; reveals nothing of them."""
        return hashlib.sha256(f"xinyi keys {self.key_encryption} {self.blind_index}".encode()).hexdigest()[:16]


def read_keys(var: Path) -> Keys | None:
    """Return the keys kept under ``var``, None where none were made yet. Raises ``StartRefused`` for a broken file."""
    path = var / FILE_NAME
    try:
        keys = Keys(**json.loads(path.read_text()))
        if any(len(b64decode(key, validate=True)) != KEY_BYTES for key in keys.for_vault.values()):
            raise StartRefused(_broken(path))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise StartRefused(_broken(path)) from error
    return keys


def make_keys(var: Path) -> Keys:
    """Return the keys under ``var``, making them at the first call. Effects: writes ``keys.json`` with mode 0600."""
    if known := read_keys(var):
        return known
    fresh = Keys(secret_key=secrets.token_urlsafe(48), key_encryption=_random(), blind_index=_random())
    write_private(var / FILE_NAME, json.dumps(asdict(fresh), indent=2))
    return fresh


def _random() -> str:
    return b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; a cut-off write leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o600)
    fresh.replace(path)


def _broken(path: Path) -> Problem:
    return Problem(
        chinese=f"密钥文件 {path} 已损坏。请从备份恢复它；若重新生成，已加密的手机号等信息将无法读出。",
        english=f"The key file {path} is damaged. Restore it from a backup: new keys could not read what is encrypted.",
    )
