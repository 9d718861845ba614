"""Working time with public holidays and make-up workdays (调休)."""
