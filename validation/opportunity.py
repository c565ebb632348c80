"""When two registrations name the very same opportunity: the key that the lock of the index compares.

The key is stored and guarded by a unique constraint, so it must never change for the same words: it depends
on Unicode and the short table below alone, not on a library or on the larger tables of the conflict search.
"""

import re
from hashlib import sha256
from unicodedata import category, combining, decimal, normalize

# Legal forms as `words` leaves them, in the order languages put them: most behind the name, some before it.
_FORMS_BEHIND = """
ab ag aktiengesellschaft aktiebolag as asa bhd bv bvba co company corp corporation cv dba doo dd ead eood
eurl gesmbh gmbh hf inc incorporated jsc kft kg kgaa kk limited limitada llc llp lp ltd ltda mbh nv nyrt oao
ohg ood oy oyj ooo pao persero pjsc plc pte pty pvt qpsc qsc rt sa saa sab sac sae saog saoc sapi sarl sas
sasu sau sca scs sdn se sgps sl slu snc soc spa spzoo sro srl srls tbk uab wll zao zoo zrt
ао оао ооо зао пао тоо ат тов ват пат прат оод еоод ад еад дд доо αε επε ικε οε εε בעמ
شمم شمع ذمم مساهمه محدوده
"""
_FORMS_BEFORE = "pt cv ud ooo oao zao pao ао оао ооо зао пао ип тоо тов ват пат прат ад شركه الشركه"
_BEHIND = frozenset(_FORMS_BEHIND.split())
_BEFORE = frozenset(_FORMS_BEFORE.split())
_JOINERS = frozenset({"and", "und", "et", "y", "e", "i", "и", "و"})
# Scripts that write without spaces: taken off as text.
_CJK_FORM = (
    "股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|集团公司|集團公司|"
    "株式会社|株式會社|有限会社|合同会社|合資会社|合名会社|一般社団法人|公益財団法人|주식회사|유한회사|유한책임회사"
)
_CJK_ENDS = re.compile(rf"^(?:{_CJK_FORM})|(?:{_CJK_FORM})$")
_CJK_SIGNS = re.compile(r"\((?:株|有|주|유|同)\)")
_DOTS = re.compile(r"(?<=[^\W\d])\.(?=[^\W\d]\b)|(?<=\b[^\W\d])\.(?=\s|$)")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
_ARABIC_SIGNS = {*map(chr, range(0x064B, 0x0656)), "\u0640", "\u0670"}
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه"})


def fold(text: str) -> str:
    """The same text for the same reading.

    NFKC and casefold, plain Latin and Greek letters, ASCII digits, Arabic without its vowel signs. Marks of
    other scripts are part of the letter (й, が, Thai and Indic vowels) and stay.
    """
    kept: list[str] = []
    base = ""
    for char in normalize("NFKD", normalize("NFKC", text).casefold()):
        if not combining(char):
            base = char
        elif "a" <= base <= "ɏ" or "α" <= base <= "ω":
            continue
        if char not in _ARABIC_SIGNS and category(char) != "Cf":
            kept.append(str(decimal(char)) if char.isdecimal() else char)
    return normalize("NFKC", "".join(kept)).translate(_PLAIN)


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters, marks and digits; dotted initials are one word."""
    dotless = _DOTS.sub("", fold(text).replace("'", "").replace("’", "").replace('"', "").replace("״", ""))
    return "".join(char if category(char)[0] in "LMN" else " " for char in dotless).split()


def _joined(parts: list[str]) -> str:
    """Words without the spaces between them, except where two numbers would become another number."""
    return _BETWEEN_NUMBERS.sub("-", " ".join(parts)).replace(" ", "")


def _form_at_the_end(name: list[str]) -> int:
    """Of how many words the legal form behind the name is, `sp z oo` being three; 0 without one."""
    return next((n for n in (3, 2, 1) if len(name) > n and "".join(name[-n:]) in _BEHIND), 0)


def _without_legal_form(name: str) -> str:
    bare = _CJK_SIGNS.sub(" ", normalize("NFKC", name))
    left = words(bare) or words(name)
    while (form := _form_at_the_end(left)) or (len(left) > 1 and left[-1] in _JOINERS):
        del left[-(form or 1) :]
    while len(left) > 1 and left[0] in _BEFORE:
        del left[0]
    joined = _joined(left)
    return _CJK_ENDS.sub("", joined) or joined


def _reading(text: str, joined: str) -> str:
    # A name of signs alone ("!!!") still names something: it is compared as written.
    return joined or fold(text).strip() or text.strip()


def opportunity_key(customer_name: str, project_name: str) -> str:
    """64 hexadecimal digits shared by registrations of one project of one customer; "" without either name.

    Spelling, case, width, punctuation, spacing and the legal form of the customer do not matter.
    """
    customer = _reading(customer_name, _without_legal_form(customer_name))
    project = _reading(project_name, _joined(words(project_name)))
    if not customer or not project:
        return ""
    return sha256(f"{customer}\x1f{project}".encode()).hexdigest()
