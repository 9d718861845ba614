"""The people of the vault's tests, and how each of them asks."""

from uuid import UUID

from xinyi.kernel.scope.api import Actor, Asking

ALICE, BOB = UUID(int=0xA11CE), UUID(int=0xB0B)
DANA_POST, MALLORY_POST, COMPANY = UUID(int=0xDA), UUID(int=0x3A), UUID(int=0xC0)
ITEM = UUID(int=0x17E3)
PHONE = "19900002071"
# The item lies at place 15; Dana's street covers 10-19, Mallory's 20-29.
COLUMNS = {"street_id": 1, "community_id": 2, "grid_id": None, "pos": 15, "participant_ids": [ALICE, DANA_POST]}

alice = Asking(actor=Actor(person=ALICE), me=ALICE)
bob = Asking(actor=Actor(person=BOB), me=BOB)
dana = Asking(actor=Actor(person=UUID(int=1), post=DANA_POST, name="值班长"), me=DANA_POST, lo=10, hi=19)
mallory = Asking(actor=Actor(person=UUID(int=2), post=MALLORY_POST), me=MALLORY_POST, lo=20, hi=29)
company = Asking(actor=Actor(person=UUID(int=3), post=UUID(int=4)), me=COMPANY, organisation_id=COMPANY)
nobody = Asking(actor=Actor())
