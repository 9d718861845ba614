"""Everything that changes an item: opening it, taking a step, what happens by itself when time runs out."""

from xinyi.kernel.work.actions.drafts import Change, Draft, Fresh, Limit, Next, PartyDraft
from xinyi.kernel.work.actions.holding import Held, hold
from xinyi.kernel.work.actions.opening import AlreadySent, columns_of, open_item
from xinyi.kernel.work.actions.stepping import add_party, set_number, step
from xinyi.kernel.work.actions.timing import acknowledge, next_of, run_due_steps, take_due_step
from xinyi.kernel.work.queries.standing import ItemUnknown

__all__ = [
    "AlreadySent",
    "Change",
    "Draft",
    "Fresh",
    "Held",
    "ItemUnknown",
    "Limit",
    "Next",
    "PartyDraft",
    "acknowledge",
    "add_party",
    "columns_of",
    "hold",
    "next_of",
    "open_item",
    "run_due_steps",
    "set_number",
    "step",
    "take_due_step",
]
