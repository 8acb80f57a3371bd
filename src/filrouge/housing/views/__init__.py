"""Pages of the housing team."""
