"""What run.json says of answering as today, where the changes have made that another; and a moment with its zone."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from optimiser.data.run_tables import Line, declare_entry


def _check_moment(text: str) -> str:
    try:
        zone = datetime.fromisoformat(text).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise ValueError("must be a point in time with its zone, such as 2014-01-31T12:00:00+00:00")
    return text


Moment = Annotated[str, AfterValidator(_check_moment)]
"""A point in time, as ISO 8601 writes it."""


class TodayRecord(Line):
    """What answering everything as today came to before the instance was changed."""

    kr: float = declare_entry("what it cost", unit="kr./year")
    contacts: float = declare_entry("how many contacts there were", unit="contacts/year")
