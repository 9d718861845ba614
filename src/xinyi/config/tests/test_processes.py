"""What holds for the processes of an installation: everything that dies comes back, everything ends together."""

import http.client
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from xinyi.config.environment import embedded_url
from xinyi.config.host.database import open_cluster
from xinyi.config.host.logins import LOGINS, prepare_database
from xinyi.config.tests.installation import Installation, eventually

pytestmark = pytest.mark.slow_host

MEGABYTE = 1024 * 1024
SETTLED_SECONDS = 3


@pytest.mark.parametrize("name", ["web", "live", "jobs", "database"])
def test_a_killed_child_is_mended_in_seconds(running: Installation, name: str) -> None:
    eventually(lambda: len(running.masters(name)) == 1)
    (before,) = running.masters(name)

    before.kill()

    eventually(lambda: [one.pid for one in running.masters(name)] not in ([], [before.pid]))
    eventually(running.is_ready)
    eventually(lambda: running.status("/healthz", port=running.port + 1) != 0)


def test_a_killed_worker_of_the_pages_is_mended(running: Installation) -> None:
    (master,) = running.masters("web")
    workers = [one for one in master.children() if "resource_tracker" not in " ".join(one.cmdline())]

    workers[0].kill()

    eventually(lambda: not workers[0].is_running() and len(running.masters("web")[0].children()) >= len(workers))
    eventually(running.is_ready)


def test_a_busy_back_end_does_not_keep_the_database_from_coming_back(running: Installation) -> None:
    (postmaster,) = running.masters("database")
    for back_end in postmaster.children():
        back_end.suspend()

    postmaster.kill()

    eventually(lambda: bool(running.masters("database")) and running.is_ready())


def test_a_second_run_in_the_same_folder_is_refused(running: Installation) -> None:
    second = running.command("run")

    assert second.returncode == 1
    assert "信义已经在运行" in second.stderr
    assert running.is_ready()


def test_a_taken_port_is_refused_with_the_way_out(running: Installation, tmp_path: Path) -> None:
    other = Installation(var=tmp_path / "var", port=running.port)

    done = other.command("run")

    assert done.returncode == 1
    assert f"端口 {running.port} 已被别的程序占用" in done.stderr
    assert other.remains() == []


def test_what_was_given_out_belongs_to_its_owner_alone(running: Installation) -> None:
    modes = {name: oct((running.var / name).stat().st_mode & 0o777) for name in ("db.json", "keys.json", "pg18")}

    assert modes == {"db.json": "0o600", "keys.json": "0o600", "pg18": "0o700"}


def test_a_body_above_the_limit_is_answered_and_stays_out_of_memory(running: Installation) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)

    connection.request("POST", "/", body=b"0" * (65 * MEGABYTE), headers={"Content-Type": "image/jpeg"})

    assert connection.getresponse().status == 413


def test_ctrl_c_leaves_nothing_and_the_second_start_is_quick(tmp_path: Path) -> None:
    installation = Installation(var=tmp_path / "var")
    installation.start()

    assert installation.stop(signal.SIGINT) == 0
    assert installation.remains() == []

    assert installation.start() < 15, (
        "5 s is measured by make bench; this bound only catches a start that does all anew"
    )
    assert installation.stop(signal.SIGTERM) == 0
    assert installation.remains() == []


def test_a_killed_supervisor_takes_everything_with_it(tmp_path: Path) -> None:
    installation = Installation(var=tmp_path / "var")
    installation.start()
    # Pages are served by the first worker; one that is only just being forked may outlive a kill, and then the next
    # start clears it away. Here all have come up.
    time.sleep(SETTLED_SECONDS)

    installation.stop(signal.SIGKILL)

    eventually(lambda: installation.remains() == [])
    installation.start()
    assert installation.stop() == 0


def test_a_database_of_its_own_stands_beside_the_running_one(running: Installation) -> None:
    code = "import os; print(os.environ['DATABASE_URL'].partition('?')[0].rpartition('/')[2])"

    done = running.command("beside", "xinyi_aside", "--fresh", "python3", "-c", code)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "xinyi_aside"), done.stderr
    assert running.is_ready()


def test_another_postgresql_serves_when_its_address_is_given(running: Installation, tmp_path: Path) -> None:
    urls = other_database(running, "xinyi_other")
    elsewhere = Installation(var=tmp_path / "var", told=urls)

    elsewhere.start()

    assert not (elsewhere.var / "pg18").exists()
    assert elsewhere.masters("database") == []
    assert elsewhere.stop() == 0


def test_tables_are_not_made_without_the_owners_login(running: Installation, tmp_path: Path) -> None:
    urls = other_database(running, "xinyi_empty")
    elsewhere = Installation(var=tmp_path / "var", told={"DATABASE_URL": urls["DATABASE_URL"]})

    done = elsewhere.command("run")

    assert done.returncode == 1
    assert "DATABASE_OWNER_URL" in done.stderr


def test_pages_are_not_served_as_the_owner_of_the_tables(running: Installation, tmp_path: Path) -> None:
    owner = embedded_url(running.var, login="owner")
    elsewhere = Installation(var=tmp_path / "var", told={"DATABASE_URL": owner, "XINYI_SECRET_KEY": "x" * 50})
    shutil.copy(running.var / "keys.json", tmp_path / "keys.json")
    elsewhere.var.mkdir()
    (tmp_path / "keys.json").rename(elsewhere.var / "keys.json")

    refusals = [elsewhere.command(name).stderr for name in ("run", "web", "jobs", "doctor")]

    assert all("登录名 owner 拥有数据表" in words for words in refusals), refusals


def test_the_script_for_an_administrator_makes_what_the_embedded_database_has(running: Installation) -> None:
    script = running.command("dba-sql", "xinyi_by_hand").stdout
    cluster = open_cluster(running.var)
    passwords = "".join(f"{cluster.passwords[login]}\n" for login in LOGINS)
    file = running.var / "dba.sql"
    file.write_text(script)
    line = [str(cluster.programs / "psql"), "-q", "-f", str(file), cluster.conninfo()]

    done = [subprocess.run(line, input=passwords, text=True, capture_output=True, check=False) for _ in range(2)]

    assert [(one.returncode, one.stderr) for one in done] == [(0, ""), (0, "")]
    assert rights(running, "xinyi_by_hand") == rights(running, "xinyi")


def other_database(running: Installation, name: str) -> dict[str, str]:
    """Make an empty database with its rights in the running server, and return both addresses."""
    prepare_database(open_cluster(running.var).conninfo(), name)
    app, owner = (embedded_url(running.var, login=login, database=name) for login in ("app", "owner"))
    return {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}


def rights(running: Installation, database: str) -> list[tuple[object, ...]]:
    """Return the owner and rights of the schema, and what future tables will grant."""
    with psycopg.connect(open_cluster(running.var).conninfo(database=database)) as connection:
        return connection.execute(
            "SELECT nspowner::regrole::text, nspacl::text FROM pg_namespace WHERE nspname = 'public' UNION ALL"
            " SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl ORDER BY 1, 2"
        ).fetchall()
