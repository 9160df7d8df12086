"""What all tests share: the same examples each time, so that a test which passed passes again."""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.load_profile("same")
