"""Arabic dates: no instant without its zone."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i T"
# Amounts stand in figures of the West, with the separators that go with them.
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
