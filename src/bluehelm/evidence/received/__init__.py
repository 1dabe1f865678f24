"""Files of evidence as they arrive: opened, looked over, and read as text in batches of rows."""
