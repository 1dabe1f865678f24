"""The money: budget lines, printed totals, allocations, cash and cuts, and their checks."""
