import pytest

from dealreg.templatetags.devices import device

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {APPLE} Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AL00) {WEBKIT} Chrome/114.0 HuaweiBrowser/15.0 Mobile",
            "Huawei Browser on HarmonyOS",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Safari/605.1.15", "Safari on Mac"),
    ],
)  # fmt: skip
def test_a_device_is_named_by_browser_and_system(sent: str, shown: str) -> None:
    assert device(sent) == shown


def test_what_no_pattern_knows_is_shown_as_it_was_sent() -> None:
    assert device("curl/8.9") == "curl/8.9"


def test_a_browser_that_sends_nothing_is_an_unknown_device() -> None:
    assert device("") == "Unknown device"
