"""What people wait for, counted and timed."""
