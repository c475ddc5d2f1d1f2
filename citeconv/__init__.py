"""citeconv: reads bibliographic records from wherever they are, and writes them as anything else."""

__version__ = "0.1.0"
