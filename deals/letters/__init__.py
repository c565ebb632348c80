"""The deal authorisation as a letter: issued with the decision, printed on demand, checked by anyone who holds it."""

from deals.letters.checking import Answer, answer
from deals.letters.issuing import issue, noted
from deals.letters.paper import pdf
from deals.letters.sealing import Verdict, examine

__all__ = ["Answer", "Verdict", "answer", "examine", "issue", "noted", "pdf"]
