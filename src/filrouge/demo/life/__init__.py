"""The life of the demonstration organisation in the weeks before today: what a day's pages show."""
