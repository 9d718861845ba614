"""What must hold before anybody is served: each fault is told with its mend, and the start is refused."""

import socket
from collections.abc import Iterator

import psycopg

from xinyi.config.environment import Environment
from xinyi.config.host.keys import Keys
from xinyi.config.host.mark import Mark
from xinyi.config.refusals import Problem, StartRefused

LOGIN_RIGHTS = """
SELECT current_user, rolsuper, rolbypassrls,
       ARRAY(SELECT relname::text FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')
             ORDER BY 1 LIMIT 3),
       EXISTS (SELECT FROM pg_auth_members m JOIN pg_class c ON c.relowner = m.roleid AND c.relkind IN ('r', 'p')
               WHERE m.member = pg_roles.oid AND c.relnamespace = 'public'::regnamespace)
FROM pg_roles WHERE rolname = current_user
"""
OLDEST_RELEASE = 150000


def refuse(*found: Iterator[Problem]) -> None:
    """Raise ``StartRefused`` with everything the checks found, if anything."""
    problems = [problem for one in found for problem in one]
    if problems:
        raise StartRefused(*problems)


def environment_problems(environment: Environment) -> Iterator[Problem]:
    """Tell which settings do not go together."""
    if environment.is_sample:
        return
    if environment.one_click_sign_in:
        yield Problem(
            chinese="正式运行时不能开启一键登录。请删去 XINYI_ONE_CLICK_SIGN_IN；若只是体验，请设 XINYI_MODE=sample。",
            english="One-click sign-in is for trials only. Remove XINYI_ONE_CLICK_SIGN_IN, or set XINYI_MODE=sample.",
        )
    if not environment.hosts:
        yield Problem(
            chinese="正式运行需要知道自己的域名。请设 XINYI_HOSTS=域名（多个用逗号分隔）。",
            english="Production must know its own names: set XINYI_HOSTS=host (several with commas between).",
        )
    if "*" in environment.hosts:
        yield Problem(
            chinese="正式运行不能接受任意域名。请把 XINYI_HOSTS 中的 * 换成实际的域名。",
            english="Production may not answer to every name: replace * in XINYI_HOSTS by the real names.",
        )


def key_problems(keys: Keys | None, environment: Environment) -> Iterator[Problem]:
    """Tell which secrets are missing for a process that was started by itself."""
    if keys is None:
        yield Problem(
            chinese=f"没有找到密钥文件 {environment.var}/keys.json。新装请先运行 xinyi run；换机器请从备份恢复它。",
            english=f"There is no {environment.var}/keys.json. Run `xinyi run` once, or restore it from a backup.",
        )


def owner_problems(environment: Environment) -> Iterator[Problem]:
    """Tell whether the tables cannot be brought up to date for want of the owner's login."""
    if not environment.database_owner_url:
        yield Problem(
            chinese="数据表需要更新，但没有 DATABASE_OWNER_URL。请用 owner 登录名设置它后再启动（见 xinyi dba-sql）。",
            english="Tables must be brought up to date: set DATABASE_OWNER_URL to the login owner (`xinyi dba-sql`).",
        )


def reach_problems(environment: Environment) -> Iterator[Problem]:
    """Tell whether the database cannot be reached at all."""
    try:
        psycopg.connect(environment.database_url or "postgresql:///xinyi", connect_timeout=5).close()
    except psycopg.OperationalError as error:
        yield Problem(
            chinese=f"连不上数据库：{str(error).strip().splitlines()[-1]}。请先 xinyi run，或检查 DATABASE_URL。",
            english="The database does not answer: use `xinyi run`, or check DATABASE_URL.",
        )


def mark_problems(mark: Mark | None, *, mode: str, keys: str) -> Iterator[Problem]:
    """Tell whether this database belongs to another mode or to other keys."""
    if mark is None or not mark.mode:
        return
    if mark.mode == "sample" and mode == "production":
        yield Problem(
            chinese="这个数据库里是体验数据，不能用于正式运行。请换一个空数据库，或设 XINYI_MODE=sample。",
            english="This database holds sample data and may not be used in production: take an empty one.",
        )
    if mark.mode == "production" and mode == "sample":
        yield Problem(
            chinese="这个数据库属于正式运行，不能放入体验数据。请设 XINYI_MODE=production，或换一个数据库。",
            english="This database belongs to production; sample data may not enter it. Take another database.",
        )
    if mark.keys and mark.keys != keys:
        yield Problem(
            chinese="密钥文件与这个数据库不配套，已加密的信息将无法读出。请从备份恢复 var/keys.json。",
            english="The key file does not belong to this database: restore var/keys.json from a backup.",
        )


def login_problems(url: str) -> Iterator[Problem]:
    """Tell whether the login of the pages has rights that would void the row policies."""
    with psycopg.connect(url, autocommit=True) as connection:
        release = connection.info.server_version
        row = connection.execute(LOGIN_RIGHTS).fetchone()
    assert row is not None
    login, is_superuser, bypasses, owned, inherits = row
    if release < OLDEST_RELEASE:
        yield Problem(
            chinese=f"PostgreSQL 版本过低（{release // 10000}），需要 15 或更新。请升级数据库。",
            english=f"PostgreSQL {release // 10000} is too old: 15 or newer is needed.",
        )
    if is_superuser or bypasses:
        yield Problem(
            chinese=f"数据库登录名 {login} 权限过大（超级用户或可绕过行级权限）。请让 DATABASE_URL 使用 app 登录名。",
            english=f"The login {login} is superuser or bypasses row policies. DATABASE_URL must name the login app.",
        )
    elif owned or inherits:
        tables = "、".join(owned) or "经由所属角色"
        yield Problem(
            chinese=f"数据库登录名 {login} 拥有数据表（{tables}）。请让 DATABASE_URL 使用 app 登录名。",
            english=f"The login {login} owns tables, which voids row policies. DATABASE_URL must name the login app.",
        )


def port_problems(environment: Environment) -> Iterator[Problem]:
    """Tell which of our two ports somebody else holds."""
    for port in (environment.port, environment.live_port):
        if not _is_free(environment.bind, port):
            yield Problem(
                chinese=f"端口 {port} 已被别的程序占用。请停掉它，或换一个 XINYI_PORT（它和下一个都要空闲）。",
                english=f"Port {port} is taken by another program: stop it, or set XINYI_PORT (the next is used too).",
            )


def _is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
