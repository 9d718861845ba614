"""Which of the seven classes of the labelled texts a kind belongs to, and which kind is the usual one of a class."""

from functools import cache

from xinyi.centre.hints.queries.shipped import read


def class_of(code: str) -> str:
    """The class of a kind: by the kind itself, else by its group; empty for kinds that the seven know nothing of."""
    found = classes_by_name()
    return found.get(code) or found.get(code.partition(".")[0], "")


@cache
def classes_by_name() -> dict[str, str]:
    """Kind or group to class."""
    return {name: label for label, known in read("class_map").items() for name in (*known["groups"], *known["kinds"])}


@cache
def usual_kinds() -> dict[str, str]:
    """Class to the kind that most of its texts are of."""
    return {label: known["usual"] for label, known in read("class_map").items()}
