"""The bodies of the pages for people: one's own account; all users and the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.models import Language
from assistant.people.forms import hidden
from assistant.people.models import ROLES, Key, LogLine, User, Visitor
from assistant.people.wording_page import action, label


def account_html(
    visitor: Visitor, keys: Sequence[Key], token: str, root: str, language: Language
) -> str:
    """Return the account page: who one is, the password, the keys of one's programs."""
    you = label(language, "you", name=visitor.name, role=label(language, visitor.role))
    end = label(language, "end_key")
    rows = [
        (
            key.name,
            f"{key.begins}…",
            key.used or label(language, "never"),
            _button(f"{root}/account/end-key", token, end, name=key.name),
        )
        for key in keys
    ]
    heads = [label(language, k) for k in ("key_name", "keys", "used", "acts")]
    password = _form(
        f"{root}/account/password", token, label(language, "change_password"),
        _field(language, "old_password", "old", "password", "current-password"),
        _field(language, "new_password", "new", "password", "new-password"),
    )  # fmt: skip
    key = _form(
        f"{root}/account/key", token, label(language, "make_key"),
        _field(language, "key_name", "name", "text", "off"),
    )  # fmt: skip
    manage = f' · <a href="{escape(root)}/users">{label(language, "users")}</a>'
    return (
        f'<p>{escape(you)} · <a href="{escape(root)}/">{label(language, "back")}</a>'
        f"{manage if visitor.may('manage') else ''}</p>"
        f'<section class="card"><h2>{label(language, "change_password")}</h2>{password}</section>'
        f'<section class="card"><h2>{label(language, "keys")}</h2>{_table(heads, rows)}{key}</section>'
        f"{_button(f'{root}/logout', token, label(language, 'log_out'))}"
    )


def users_html(
    users: Sequence[User], lines: Sequence[LogLine], token: str, root: str, language: Language
) -> str:
    """Return the page of all users, with the log of what was done last."""
    rows = [
        (user.name, label(language, user.role), user.added[:10], _acts(user, token, root, language))
        for user in users
    ]
    heads = [label(language, k) for k in ("name", "role", "added", "acts")]
    add = _form(
        f"{root}/users/add", token, label(language, "add_user"),
        _field(language, "name", "name", "text", "off"),
        _field(language, "new_password", "new", "password", "new-password"),
        f"<label>{label(language, 'role')}{_roles('reader', language)}</label>",
    )  # fmt: skip
    logged = [
        (n.at.replace("T", " ")[:19], n.who, n.address, action(language, n.action), n.what)
        for n in lines
    ]
    log_heads = [label(language, k) for k in ("at", "who", "where", "action", "what")]
    return (
        f'<p><a href="{escape(root)}/account">{label(language, "account")}</a> · '
        f'<a href="{escape(root)}/">{label(language, "back")}</a></p>'
        f'<section class="card">{_table(heads, rows)}</section>'
        f'<section class="card"><h2>{label(language, "add_user")}</h2>{add}</section>'
        f'<section class="card" tabindex="0"><h2>{label(language, "log")}</h2>{_table(log_heads, logged)}</section>'
    )


class Html(str):
    """Text that is HTML of our own already."""

    __slots__ = ()


def _acts(user: User, token: str, root: str, language: Language) -> Html:
    name = f'<input type="hidden" name="name" value="{escape(user.name)}">'
    told = escape(f"{label(language, 'new_password')} {user.name}")
    roles = _roles(user.role, language, f"{label(language, 'role')} {user.name}")
    sure = label(language, "sure", name=user.name)
    gone = _button(f"{root}/users/remove", token, sure, name=user.name)
    return Html(
        f'<form method="post" action="{escape(root)}/users/role">{hidden(token)}{name}{roles}'
        f'<button class="quiet">{label(language, "set")}</button></form>'
        f'<form method="post" action="{escape(root)}/users/password">{hidden(token)}{name}'
        f'<input name="new" type="password" autocomplete="new-password" aria-label="{told}" required>'
        f'<button class="quiet">{label(language, "reset")}</button></form>'
        f'<details><summary aria-label="{escape(label(language, "remove"))} {escape(user.name)}">'
        f"{label(language, 'remove')}</summary>{gone}</details>"
    )


def _roles(chosen: str, language: Language, named: str = "") -> str:
    told = f' aria-label="{escape(named)}"' if named else ""
    options = "".join(
        f'<option value="{role}"{" selected" if role == chosen else ""}>{label(language, role)}</option>'
        for role in ROLES
    )
    return f'<select name="role"{told}>{options}</select>'


def _button(action: str, token: str, said: str, **fields: str) -> Html:
    inputs = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    whole = (
        said
        if all(value in said for value in fields.values())
        else " ".join((said, *fields.values()))
    )
    named = f' aria-label="{escape(whole)}"' if fields else ""
    return Html(
        f'<form method="post" action="{escape(action)}">{hidden(token)}{inputs}'
        f'<button class="quiet"{named}>{escape(said)}</button></form>'
    )


def _form(action: str, token: str, said: str, *fields: str) -> str:
    return (
        f'<form class="row" method="post" action="{escape(action)}">{hidden(token)}'
        f"{''.join(fields)}<button>{escape(said)}</button></form>"
    )


def _field(language: Language, key: str, name: str, kind: str, fills: str) -> str:
    return (
        f'<label>{label(language, key)}<input name="{name}" type="{kind}" autocomplete="{fills}" '
        'autocapitalize="none" spellcheck="false" maxlength="200" required></label>'
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _cell(cell: str) -> str:
    return cell if isinstance(cell, Html) else escape(cell)
