"""English dates: no day mistaken for a month, no instant without its zone."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i T"
