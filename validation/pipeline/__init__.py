"""The mirror of the vendor's pipeline: brought in from files, row by row reported, nothing half imported."""

from validation.pipeline.mirror import Report, RowOutcome, import_rows

__all__ = ["Report", "RowOutcome", "import_rows"]
