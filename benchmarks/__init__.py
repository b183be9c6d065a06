"""Measurements that anybody can run: `make bench`. Figures and what they mean: docs/performance.md."""
