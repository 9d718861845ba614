"""Photos that belong to an item: sniffed, limited, stripped of where and when they were taken, kept on disk."""
