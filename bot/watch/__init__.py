"""Seeing it run: health, metrics, and the end of a process that cannot help itself."""
