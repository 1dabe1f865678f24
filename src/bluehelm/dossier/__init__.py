"""The dossier: its records, reading and writing its files, references, trace and stamps."""
