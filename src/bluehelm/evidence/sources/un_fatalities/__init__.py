"""Deaths in missions, from the Peace and Security Data Hub of the United Nations."""
