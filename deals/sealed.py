"""The number of a submission as a partner sees it: the database's own, sealed.

Numbers given one after another tell whoever holds two of them how much was registered in between (rulebook, *What a
partner must never learn*). A keyed permutation shows nothing of order or distance, never shows two submissions the same
number, and can be opened by whoever holds AUDIT_SALT.
"""

import hashlib
import hmac

from django.conf import settings

HALF_BITS = 24
HALF = 1 << HALF_BITS
LARGEST = HALF * HALF - 1
# Four rounds of a Feistel network are a strong permutation (Luby and Rackoff); the others are margin.
ROUNDS = 8
DIGITS, GROUP = 15, 5


def seal(number: int) -> str:
    """The number as the partner reads it: three groups of five digits. Raises ValueError above 48 bits."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not a number between 0 and {LARGEST}")
    left, right = divmod(number, HALF)
    for turn in range(ROUNDS):
        left, right = right, left ^ _mixed(turn, right)
    digits = f"{left * HALF + right:0{DIGITS}d}"
    return "-".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def opened(text: str) -> int:
    """The number behind a sealed one, whatever separates its digits. Raises ValueError for what seal never writes."""
    digits = text.replace("-", "").replace(" ", "")
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()) or int(digits) > LARGEST:
        raise ValueError(
            f"{text} is not a sequence number of a receipt: {DIGITS} digits, none above {LARGEST}"
        )
    left, right = divmod(int(digits), HALF)
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _mixed(turn, left), left
    return left * HALF + right


def _mixed(turn: int, half: int) -> int:
    """A pseudo-random half from a half. The prefix keeps this use of the key apart from every other."""
    said = f"sequence number of a submission:{turn}:{half}".encode()
    digest = hmac.new(settings.AUDIT_SALT.encode(), said, hashlib.sha256).digest()
    return int.from_bytes(digest[:3], "big")
