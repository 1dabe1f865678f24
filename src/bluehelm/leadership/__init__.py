"""Leadership: compacts that end in a consequence, and selections by published criteria."""
