"""English dates: no day mistaken for a month, no instant without its zone."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i T"
