"""The number of a submission as a partner sees it: the database's own, sealed.

Numbers given one after another tell whoever holds two of them how much was registered in between (rulebook, *What a
partner must never learn*). The keyed permutation of `partners.sealed` shows nothing of order or distance, never shows
two submissions the same number, and can be opened by whoever holds AUDIT_SALT.
"""

from partners.sealed import LARGEST, permuted, restored

USE = "sequence number of a submission"
DIGITS, GROUP = 15, 5


def seal(number: int) -> str:
    """The number as the partner reads it: three groups of five digits. Raises ValueError above 48 bits."""
    digits = f"{permuted(number, USE):0{DIGITS}d}"
    return "-".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def opened(text: str) -> int:
    """The number behind a sealed one, whatever separates its digits. Raises ValueError for what seal never writes."""
    digits = text.replace("-", "").replace(" ", "")
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()) or int(digits) > LARGEST:
        raise ValueError(
            f"{text} is not a sequence number of a receipt: {DIGITS} digits, none above {LARGEST}"
        )
    return restored(int(digits), USE)
