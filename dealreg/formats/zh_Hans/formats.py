"""Chinese dates: no instant without its zone."""

DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i T"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
