"""Every word of the pages for people: log-in, account, users and log, in both languages."""

from __future__ import annotations

from assistant.models import Language

LABELS: dict[str, tuple[str, str]] = {
    "title": ("年度执法报告问答", "Enforcement Report Assistant"),
    "log_in": ("登录", "Log in"),
    "log_out": ("退出登录", "Log out"),
    "name": ("用户名", "User name"),
    "password": ("密码", "Password"),
    "switch": ("English", "中文"),
    "wrong": ("用户名或密码不对。", "The user name or the password is wrong."),
    "wait": ("登录失败次数过多，请 {seconds} 秒后再试。", "Too many failed log-ins. Try again in {seconds} seconds."),
    "stale": ("页面已过期，请重新登录。", "The page was too old. Please log in again."),
    "help": ("没有账号或忘记密码，请联系管理员。", "No account, or the password is forgotten? Ask an administrator."),
}  # fmt: skip


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
