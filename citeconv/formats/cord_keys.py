"""Keys of the raw CORD-19 dump, and what stands for one: `cord-NNNNNNN-xxxxxxxx`.

A key repeats its record's `doc_id` and `cord_uid`, so that where one is missing the other tells it.
"""

from __future__ import annotations

import re
from typing import Final

KEY: Final = re.compile(r"cord-(\d{6,7})-([0-9a-z]{8})\Z")
_UID: Final = re.compile(r"[0-9a-z]{8}\Z")
_NUMBER: Final = re.compile(r"(\d{1,7})(?:\.0)?\Z")


def key_for(text: str, said: dict[str, str]) -> str:
    """The id of a record in whose key's place `text` stands; "" where nothing tells it."""
    if text not in ("", "nan"):
        return text
    key = key_of(said.get("doc_id", ""), said.get("cord_uid", ""))
    return "-".join(("cord", *key)) if all(key) else ""


def key_of(doc_id: str, uid: str) -> tuple[str, str]:
    """A key's number and suffix by the record's own values; "" for one that is none.

    >>> key_of("72671", "egwkj4ye")
    ('0072671', 'egwkj4ye')
    """
    number = _NUMBER.match(doc_id)
    return f"{int(number[1]):07d}" if number else "", uid if _UID.match(uid) else ""


def made_uid(id_: str) -> str:
    """Eight letters and digits for a record that is not of the corpus."""
    from hashlib import blake2s

    number = int.from_bytes(blake2s(id_.encode("utf-8", "replace"), digest_size=6).digest())
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    uid = ""
    for _ in range(8):
        number, digit = divmod(number, 36)
        uid += letters[digit]
    return uid
