"""What everything stands on and what must never be lost; knows no governance and no page."""
