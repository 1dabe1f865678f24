"""UCDP Georeferenced Event Dataset (GED): one row an event with at least one death, from 1989."""
