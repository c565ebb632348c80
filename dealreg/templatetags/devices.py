"""Names a device by what its browser sends, so that people tell their own apart.

A full reader of such lines keeps a thousand patterns; of the few that are in use, these serve nearly everybody. What
none of them knows is shown as it was sent.
"""

import re

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: most browsers also name those they descend from.
BROWSERS = (
    (r"EdgA?/|EdgiOS/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"HuaweiBrowser/", "Huawei Browser"),
    (r"YaBrowser/", "Yandex Browser"),
    (r"MicroMessenger/", "WeChat"),
    (r"QQBrowser/", "QQ Browser"),
    (r"UCBrowser/", "UC Browser"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrom(e|ium)/|CriOS/", "Chrome"),
    (r"Version/[\d.]+.* Safari/", "Safari"),
)
SYSTEMS = (
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
)
SHOWN_MOST = 90


@register.filter
def device(user_agent: str) -> str:
    """Such as "Firefox on Windows"; the line itself, cut short, where browser or system is unknown."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if not browser or not system:
        return user_agent[:SHOWN_MOST] or _("Unknown device")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}


def _first(patterns: tuple[tuple[str, str], ...], line: str) -> str:
    return next((name for pattern, name in patterns if re.search(pattern, line)), "")
