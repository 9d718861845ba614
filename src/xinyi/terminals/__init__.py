"""The shells: they show what manifests declare and name nobody above them."""
