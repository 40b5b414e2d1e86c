"""SMART315_ENGINE: what cannot be right stops the start, with what to write instead."""

import os
import subprocess
import sys

import pytest

from smart315.engine import choosing
from smart315.kernel.spreading import here


def test_without_an_engine_the_work_is_done_in_this_process():
    with choosing.spreading("") as spread:
        assert spread is here


@pytest.mark.parametrize(
    "engine", ["spark://", "spark://host", "http://host:7077", "local[2]", "x"]
)
def test_what_is_no_address_of_a_cluster_is_refused_with_an_example(engine):
    assert "write spark://HOST:7077" in choosing.problem(engine)


@pytest.mark.parametrize("engine", ["spark://10.0.0.5:7077", "spark://one:7077,two:7077"])
def test_a_cluster_may_have_a_standby(engine, monkeypatch):
    monkeypatch.setattr(choosing, "find_spec", lambda name: object())

    assert choosing.problem(engine) == ""


def test_a_cluster_without_the_extra_says_what_to_install(monkeypatch):
    monkeypatch.setattr(choosing, "find_spec", lambda name: None)

    assert "smart315[spark]" in choosing.problem("spark://10.0.0.5:7077")


@pytest.mark.parametrize("setting", ["SMART315_ENGINE", "SMART315_FACTS_ENGINE"])
def test_a_wrong_engine_stops_the_start_and_names_the_setting(setting, tmp_path):
    wrong = {setting: "local[2]", "SMART315_DATA": str(tmp_path)}
    begun = subprocess.run(
        [sys.executable, "-c", "import smart315.config.settings"],
        env={**os.environ, **wrong}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert begun.returncode
    assert f"{setting} cannot be read; write " in begun.stderr


@pytest.mark.parametrize(
    "engine", ["duckdb", "clickhouse://u:p@db:8123/facts", "clickhouse://db:8443?secure=1"]
)
def test_figures_are_counted_here_or_on_a_server_whose_address_is_whole(engine, monkeypatch):
    monkeypatch.setattr(choosing, "find_spec", lambda name: object())

    assert choosing.problem_with_facts(engine) == ""


@pytest.mark.parametrize("engine", ["clickhouse://", "clickhouse://db", "postgres://db:5432", "x"])
def test_another_address_is_refused_with_what_can_be_written(engine):
    assert "write duckdb, spark://HOST:7077 or clickhouse://" in choosing.problem_with_facts(engine)


def test_a_server_without_the_extra_says_what_to_install(monkeypatch):
    monkeypatch.setattr(choosing, "find_spec", lambda name: None)

    assert "smart315[clickhouse]" in choosing.problem_with_facts("clickhouse://db:8123/facts")
