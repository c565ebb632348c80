"""The mark by which `makemessages` finds the rules' templates; `validation.wording` translates them."""


def _(template: str) -> str:
    return template
