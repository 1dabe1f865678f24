"""Peacekeeping operations with dates and headquarters, from the data hub of the United Nations."""
