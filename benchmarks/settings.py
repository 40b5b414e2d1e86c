"""The product's settings, with one more address: the bare view that sets the limit."""

from smart315.config.settings import *  # noqa: F403


ROOT_URLCONF = "benchmarks.urls"
