"""Messages to a person, a post or an organisation: code and typed parameters, text and channel come late."""
