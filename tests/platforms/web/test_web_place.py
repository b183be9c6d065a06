"""Where the web chat is served: refused at start, whose names it answers to, who is who behind a proxy."""

import pytest

from bot.web_place import WebPlace, networks

HTTPS = "https://dabiao.example"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"host": "0.0.0.0"}, "can be reached by others"),  # noqa: S104
        ({"host": "::"}, "can be reached by others"),
        ({"host": ""}, "can be reached by others"),
        ({"host": "10.1.1.1"}, "can be reached by others"),
        ({"host": "10.1.1.1", "url": "http://dabiao.example"}, "reads along"),
        ({"url": "http://10.1.1.1:8765"}, "reads along"),
        ({"url": "ftp://dabiao.example"}, "http or https"),
        ({"url": "dabiao.example"}, "http or https"),
        ({"url": f"{HTTPS}/chat"}, "nothing more"),
        ({"url": f"{HTTPS}/?a=1"}, "nothing more"),
        ({"url": "https://me:secret@dabiao.example"}, "nothing more"),
        ({"url": f"{HTTPS}:99999"}, "no address"),
        ({"url": "https://[::1"}, "no address"),
    ],
)
def test_what_would_not_be_safe_is_refused_in_words(place: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        WebPlace(**place)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "origin", "secure"),
    [
        ("", "", False),
        (HTTPS, HTTPS, True),
        (f"{HTTPS}/", HTTPS, True),
        ("https://DABIAO.example:443", HTTPS, True),
        ("https://dabiao.example:8443", "https://dabiao.example:8443", True),
        ("http://localhost:9000", "http://localhost:9000", False),
        ("https://达标.example", "https://xn--iwvy79f.example", True),
        ("https://[2001:db8::1]", "https://[2001:db8::1]", True),
    ],
)
def test_the_origin_is_what_browsers_say(url: str, origin: str, secure: bool) -> None:
    place = WebPlace(url=url)
    assert (place.origin, place.secure) == (origin, secure)


def test_http_off_this_machine_only_where_somebody_says_so() -> None:
    place = WebPlace("10.1.1.1", 80, "http://10.1.1.1", plain=True)
    assert (place.secure, place.origin, place.serves("10.1.1.1")) == (False, "http://10.1.1.1", True)


@pytest.mark.parametrize(
    ("peer", "said", "caller"),
    [
        ("10.1.1.1", "", "10.1.1.1"),
        ("10.1.1.1", "8.8.8.8", "10.1.1.1"),  # not a proxy of ours: not believed
        ("10.9.0.1", "10.1.1.1", "10.1.1.1"),
        ("10.9.0.1", "8.8.8.8, 10.1.1.1", "10.1.1.1"),
        ("10.9.0.1", "10.1.1.1, 10.9.0.2", "10.1.1.1"),
        ("10.9.0.1", "10.9.0.2", "10.9.0.2"),
        ("10.9.0.1", "nonsense", "unknown"),
        ("10.9.0.1", "", "10.9.0.1"),
        ("::ffff:10.1.1.1", "", "10.1.1.1"),
        ("2001:db8::1:2:3:4", "", "2001:db8::"),
        ("2001:db8::9:8:7:6", "", "2001:db8::"),
        (None, "", "unknown"),
    ],
)
def test_a_caller_is_whom_the_nearest_trusted_proxy_names(peer: str | None, said: str, caller: str) -> None:
    place = WebPlace(proxies=networks("10.9.0.0/24"))
    assert place.caller(peer, {"X-Forwarded-For": said} if said else {}) == caller


def test_a_network_that_is_none_is_refused() -> None:
    assert len(networks("127.0.0.1, 10.1.0.0/16 ,::1,")) == 3
    with pytest.raises(ValueError, match="nginx"):
        networks("nginx")
