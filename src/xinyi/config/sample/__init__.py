"""The sample: an invented district, its people and their matters, made through the public actions."""
