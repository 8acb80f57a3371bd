"""The living report: prose with live figures, the coherence guard, frozen editions, outputs."""
