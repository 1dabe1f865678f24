"""The command line: options in, one call to the desk, result out."""
