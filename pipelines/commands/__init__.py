"""What an operator types: one module a command, each a function from arguments to exit code."""
