"""What happened, where, when and how much; rolled up by day."""
