"""What all tests share: properties are judged by their answers, not by their time; signals are heard."""

import signal

from hypothesis import HealthCheck, settings

settings.register_profile("yogaflow", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("yogaflow")

# Whoever starts the tests in the background or under nohup ignores these, and so would the programs that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
