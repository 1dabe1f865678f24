"""The reference pages of the manual, written from the code, so that they cannot say anything else."""
