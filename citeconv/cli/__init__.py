"""The command: arguments in, progress and diagnostics on stderr, an exit code out."""
