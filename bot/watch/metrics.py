"""The same in Prometheus' words, read when it asks. Imports prometheus_client."""

from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.watch.health import Health


@dataclass(eq=False)  # a registry wants it hashable
class _Looked(Collector):
    health: Health

    def collect(self) -> Iterable[Metric]:
        health = self.health
        yield _gauge("dabiao_up", "Whether nothing is stalled (1) or something is (0).", not health.faults)
        yield _gauge("dabiao_uptime_seconds", "Since the process began.", health.up)
        yield _gauge("dabiao_polls", "Whether this process is the one that polls and sends.", health.polls)
        for name, age, words in (
            ("dabiao_poll_age_seconds", health.poll_age, "Since Telegram last answered."),
            ("dabiao_tick_age_seconds", health.tick_age, "Since the clock last looked what is due."),
            ("dabiao_inbox_lag_seconds", health.event_age or 0.0, "Age of the oldest event to be handled."),
            (
                "dabiao_outbox_lag_seconds",
                health.message_age or 0.0,
                "Age of the oldest message due.",
            ),
        ):
            if age is not None:
                yield _gauge(name, words, age)
        if health.backlog is not None:
            yield _states("dabiao_events", "Events in the store by state.", health.backlog.events)
            yield _states("dabiao_messages", "Messages in the store by state.", health.backlog.messages)
            yield _gauge("dabiao_figures", "Revisions of figures ever taken.", health.backlog.figures)


def exposition(health: Health) -> bytes:
    """The text that Prometheus reads."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Looked(health))
    return generate_latest(registry)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value))


def _states(name: str, words: str, counts: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=["state"])
    for state, count in sorted(counts.items()):
        family.add_metric([state], count)
    return family
