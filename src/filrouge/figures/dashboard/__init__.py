"""The dashboard of a programme: key numbers, charts, and what these figures are worth."""
