"""The console: one shell for all staff, menus by role."""
