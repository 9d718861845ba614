"""Cases: what residents and staff report, from the first word to the verified close and the rating."""
