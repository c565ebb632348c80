"""Instants as somebody reads them off a wall."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


BERLIN = ZoneInfo("Europe/Berlin")


KATHMANDU = ZoneInfo("Asia/Kathmandu")


LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def wall(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def shown(at: datetime, zone: ZoneInfo = BERLIN) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def around_the_clock(start: datetime, amount: timedelta) -> datetime:
    return start + amount
