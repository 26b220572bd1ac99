"""The page on which a transcript is read along with its recording: one file that loads nothing else."""
