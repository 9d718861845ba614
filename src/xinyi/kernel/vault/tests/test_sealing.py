"""What a sealed value promises, without a database."""

import base64

import pytest

from xinyi.kernel.vault.api import SealBroken, blind, decrypt, encrypt, mask, normal

PLACE = "vault_value.phone.alice"


def test_a_sealed_value_opens_at_its_place_and_reads_as_before():
    sealed = encrypt("李女士 19900002071", bound_to=PLACE)

    assert decrypt(sealed, bound_to=PLACE) == "李女士 19900002071"


def test_the_sealed_value_names_version_algorithm_and_key_and_never_repeats():
    one, two = (encrypt("19900002071", bound_to=PLACE) for _ in range(2))

    assert one.split(b"|")[:2] == [b"v1", b"A256GCM"]
    assert one != two
    assert b"1990000" not in one


@pytest.mark.parametrize("place", ["vault_value.phone.bob", "vault_value.name.alice", "accounts_challenge.phone.alice"])
def test_a_value_copied_to_another_person_field_or_table_does_not_open(place):
    sealed = encrypt("19900002071", bound_to=PLACE)

    with pytest.raises(SealBroken):
        decrypt(sealed, bound_to=place)


@pytest.mark.parametrize("at", range(0, 50, 7))
def test_one_changed_byte_is_noticed(at):
    sealed = bytearray(encrypt("19900002071", bound_to=PLACE))
    sealed[at] ^= 1

    with pytest.raises(SealBroken):
        decrypt(bytes(sealed), bound_to=PLACE)


def test_another_key_is_told_by_its_id(settings):
    sealed = encrypt("19900002071", bound_to=PLACE)
    settings.XINYI_KEYS = settings.XINYI_KEYS | {"key_encryption": base64.b64encode(b"z" * 32).decode()}

    with pytest.raises(SealBroken, match="this host has"):
        decrypt(sealed, bound_to=PLACE)


def test_a_key_of_the_wrong_length_is_refused(settings):
    settings.XINYI_KEYS = settings.XINYI_KEYS | {"key_encryption": base64.b64encode(b"short").decode()}

    with pytest.raises(SealBroken, match="5 bytes"):
        encrypt("19900002071", bound_to=PLACE)


@pytest.mark.parametrize(
    "written", ["+86 199 0000 2071", "199-0000-2071", "１９９００００２０７１", " 0086(199)00002071"]
)
def test_one_telephone_number_has_one_blind_index_however_it_is_written(written):
    assert normal("phone", written) == "19900002071"
    assert blind("phone", written) == blind("phone", "19900002071")


def test_blind_indexes_differ_by_field_and_by_key(settings):
    before = blind("phone", "19900002071")

    assert blind("name", "19900002071") != before
    settings.XINYI_KEYS = settings.XINYI_KEYS | {"blind_index": base64.b64encode(b"z" * 32).decode()}
    assert blind("phone", "19900002071") != before


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [("phone", "19900002071", "199****2071"), ("name", "王小明", "王**"), ("id_number", "110101199001010071", "***")],
)
def test_a_mask_shows_only_what_a_list_may_show(*, field, value, shown):
    assert mask(field, value) == shown
