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
    # one's own account
    "account": ("我的账号", "My account"),
    "you": ("{name}（{role}）", "{name} ({role})"),
    "back": ("返回问答", "Back to the questions"),
    "new_password": ("新密码（至少 10 个字符）", "New password (10 characters at least)"),
    "old_password": ("现在的密码", "Present password"),
    "change_password": ("修改密码", "Change the password"),
    "changed": ("密码已修改，其他设备上的登录已退出。", "The password is changed; other devices are logged out."),
    "weak": ("密码太弱：用 10 到 200 个字符，不要用用户名，也不要重复同一个字符。",
             "The password is too weak: use 10 to 200 characters, not the name, not one character again and again."),
    "keys": ("程序用的密钥", "Keys for programs"),
    "key_name": ("密钥名称", "Name of the key"),
    "make_key": ("新建密钥", "Make a key"),
    "end_key": ("停用", "End"),
    "key_once": ("密钥只显示这一次：{secret}", "The key is shown this once: {secret}"),
    "used": ("最近使用", "Last used"),
    "never": ("从未", "never"),
    # users and log
    "users": ("用户管理", "Users"),
    "role": ("角色", "Role"),
    "reader": ("读者", "reader"),
    "editor": ("编辑", "editor"),
    "administrator": ("管理员", "administrator"),
    "added": ("加入日期", "Since"),
    "acts": ("操作", "Acts"),
    "add_user": ("添加用户", "Add a user"),
    "set": ("修改", "Change"),
    "remove": ("移除", "Remove"),
    "sure": ("确认移除 {name}", "Remove {name} for good"),
    "reset": ("重设密码", "Reset password"),
    "log": ("操作记录", "Log"),
    "at": ("时间", "Time"),
    "who": ("用户", "User"),
    "where": ("地址", "Address"),
    "action": ("操作", "Action"),
    "what": ("对象", "What"),
    "done": ("已保存。", "Saved."),
    "bad_name": ("用户名只能用字母、数字和 . _ @ -，最多 64 个字符。",
                 "A name has letters, digits and . _ @ - only, 64 characters at most."),
    "taken": ("这个用户名已经有了。", "This name is taken."),
    "last": ("至少要留一名管理员。", "One administrator must stay."),
    "unknown": ("没有这个用户或密钥。", "There is no such user or key."),
}  # fmt: skip

ACTIONS: dict[str, tuple[str, str]] = {
    "entered": ("登录", "logged in"),
    "refused": ("登录失败", "failed to log in"),
    "left": ("退出", "logged out"),
    "asked": ("提问", "asked"),
    "added": ("添加用户", "added a user"),
    "removed": ("移除用户", "removed a user"),
    "gave role": ("修改角色", "changed a role"),
    "gave password": ("修改密码", "changed a password"),
    "made key": ("新建密钥", "made a key"),
    "ended key": ("停用密钥", "ended a key"),
    "exported": ("导出对话", "exported a conversation"),
    "uploaded": ("上传报告", "uploaded a report"),
    "corrected": ("更正报告", "corrected a report"),
    "replaced": ("替换报告", "replaced a report"),
    "deleted": ("移除报告", "removed a report"),
    "judged": ("核定数字", "judged a figure"),
}  # fmt: skip
"""What the log says was done; an action that stands not here is shown as it was written."""


def action(language: Language, done: str) -> str:
    """Return an action of the log in the reader's language."""
    return ACTIONS.get(done, (done, done))[0 if language == "zh" else 1]


def label(language: Language, key: str, **slots: object) -> str:
    """Return a label in the reader's language with its slots filled."""
    return LABELS[key][0 if language == "zh" else 1].format(**slots)
