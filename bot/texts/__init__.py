"""Result or error -> Message: every word a person reads, in one place."""
