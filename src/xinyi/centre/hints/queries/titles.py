"""A short title for lists, made of the report's own first words, without numbers that belong to a person."""

import re

LONGEST = 40
SHORTEST = 6
KEPT_IN_FRONT = 3
TELEPHONE = 11
DEAR = r"(?:尊敬|敬爱|亲爱)的[^，,。！!：:\n]{0,18}[，,。！!：:\n]"  # not shown
HELLO = r"(?:各位)?(?:领导|书记|市长|区长|主任|同志|您|你)?们?好(?:领导)?[，,。！!：:、\s]+"  # not shown
MAY_I_ASK = r"请问(?:一下)?[，,：:]?|在吗[，,？?]?"  # not shown
GREETING = re.compile(rf"^\s*(?:(?:{DEAR}|{HELLO}|{MAY_I_ASK})\s*)+")
LONG_NUMBER = re.compile(
    r"(?<![0-9])(?:1[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}[- ]?[0-9]{7,8}"
    r"|[0-9]{6}[- ]?[0-9]{8}[- ]?[0-9]{3}[0-9xX]|[0-9]{7,24}[xX]?)(?![0-9])"
)
ENDS = re.compile(r"[。！？!?；;\n]")
PAUSES = re.compile(r"[，,、：:]")
EDGES = " \t\u3000，,。.！!？?；;：:、…~～-—\"'“”‘’（()"


def title_of(text: str) -> str:
    """The first clause, at most ``LONGEST`` characters, without greeting, edge punctuation and long numbers.

    Empty only for a text of nothing but punctuation. A telephone number keeps its ends as in ``199****0001``, any other
    number of seven digits or more its first three.
    """
    body = GREETING.sub("", text.strip()[: LONGEST * 10].strip(EDGES + "\n")).strip(EDGES + "\n")
    clauses = [clause for clause in (" ".join(part.split()).strip(EDGES) for part in ENDS.split(body)) if clause]
    first = next((clause for clause in clauses if len(clause) >= SHORTEST), clauses[0] if clauses else "")
    return shortened(masked(first or text.strip(EDGES + "\n")))


def masked(text: str) -> str:
    """The text with long numbers covered."""
    return LONG_NUMBER.sub(cover, text)


def cover(found: re.Match[str]) -> str:
    """A number as it may be shown."""
    digits = re.sub(r"[- ]", "", found[0])
    if len(digits) == TELEPHONE and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    return digits[:KEPT_IN_FRONT] + "*" * (len(digits) - KEPT_IN_FRONT)


def shortened(text: str) -> str:
    """Cut at the last pause that fits, else in the middle with an ellipsis."""
    if len(text) <= LONGEST:
        return text
    pauses = [found.start() for found in PAUSES.finditer(text[: LONGEST + 1]) if found.start() >= SHORTEST]
    return text[: pauses[-1]].strip(EDGES) if pauses else text[: LONGEST - 1].strip(EDGES) + "…"
