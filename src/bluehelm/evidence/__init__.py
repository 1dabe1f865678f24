"""Evidence: what is on file about areas, violence, deaths and judgements, and whether it can be relied on."""
