"""Which folder is switched on where, and the slots on the shells that manifests fill."""
