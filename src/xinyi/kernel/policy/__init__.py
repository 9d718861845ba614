"""Rule data with validity dates: limits, routing, texts, templates."""
