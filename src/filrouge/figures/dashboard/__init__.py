"""The chapter of a programme: prose with live figures, key numbers, charts."""
