"""Reads a composed document and finds what contradicts itself."""
