"""An invitation as it is typed: 邀请 小王 联络员 交易科, in any order. Imports the domain and ports."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Post, Role
from bot.services.ports import Unit

LONGEST_NAME = 20
EXAMPLE = "邀请 小王 联络员 交易科"
ROLE_WORDS: Mapping[str, Role] = {
    **dict.fromkeys(("联络员", "联系人", "报送员", "A角", "B角", "a角", "b角"), Role.CONTACT),
    **dict.fromkeys(("科室负责人", "负责人", "科长"), Role.LEAD),
    **dict.fromkeys(("分管领导", "分管", "分管局长"), Role.LEADER),
    **dict.fromkeys(("主要领导", "办公室主任", "局长"), Role.DIRECTOR),
    **dict.fromkeys(("管理员", "administrator"), Role.ADMIN),
    **{r.value: r for r in Role},
}
_UNIT_LIKE = re.compile(r".+(?:科|室|处|股|办|中心|专班|大队|支队|所|站)")


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """What is known of an invitation so far. `same`: the person of that name meant, 0 for somebody new."""

    name: str = ""
    role: Role | None = None
    units: tuple[int, ...] = ()
    same: int | None = None

    @property
    def lacks(self) -> str:
        """What is still to be asked: name, role, units, or nothing."""
        if not self.name:
            return "name"
        if self.role is None:
            return "role"
        return "units" if self.role.needs_unit and not self.units else ""

    def posts(self) -> tuple[Post, ...]:
        if self.role is None:
            return ()
        return tuple(Post(self.role, u) for u in self.units) if self.role.needs_unit else (Post(self.role),)

    def with_words(self, text: str, units: Sequence[Unit]) -> "InvitationDraft":
        """The draft with what was typed put in.

        Raises DomainError invitation-unclear (said, example), unit-unknown-invite (said, units), no-units
        or name-too-long.
        """
        draft, rest = self._sorted(text, units)
        return _with_name(draft, rest, sorted(u.name for u in units)) if rest else draft

    def _sorted(self, text: str, units: Sequence[Unit]) -> tuple["InvitationDraft", list[str]]:
        """The draft with the posts and units named, and the words that are neither."""
        names = {u.name: u.id for u in units}
        rest, role, found = [], self.role, list(self.units)
        for word in re.split(r"[\s,，、;；]+", text.strip()):
            if word in names:
                found.append(names[word])
            elif word.lower() in ROLE_WORDS or word in ROLE_WORDS:
                role = ROLE_WORDS.get(word) or ROLE_WORDS[word.lower()]
            elif word:
                rest.append(word)
        return replace(self, role=role, units=tuple(dict.fromkeys(found))), rest

    def to_json(self) -> dict[str, Any]:
        role = self.role.value if self.role else None
        return {"name": self.name, "role": role, "units": list(self.units), "same": self.same}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "InvitationDraft":
        role = Role(value["role"]) if value["role"] else None
        return cls(value["name"], role, tuple(value["units"]), value["same"])


def invitations(text: str, units: Sequence[Unit]) -> tuple[InvitationDraft, ...]:
    """What was typed after 邀请: one draft, complete or not, or several that are all complete.

    A line each (小王 联络员 交易科), or several names in a line that share what else it says. Raises what
    `with_words` raises.
    """
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    drafts = [draft for line in lines for draft in _of_line(line, units)]
    if len(drafts) > 1 and (open_ := [d.name for d in drafts if d.lacks]):
        raise DomainError("invitation-unclear", said=open_[:3], example=EXAMPLE)
    return tuple(drafts)


def _of_line(line: str, units: Sequence[Unit]) -> list[InvitationDraft]:
    draft, rest = InvitationDraft()._sorted(line, units)
    if len(rest) > 1 and draft.role and not any(map(_UNIT_LIKE.fullmatch, rest)):
        return [replace(draft, name=name) for name in map(_checked, rest)]
    return [InvitationDraft().with_words(line, units)]


def _with_name(draft: InvitationDraft, rest: Sequence[str], units: Sequence[str]) -> InvitationDraft:
    spare = rest if draft.name else rest[1:]
    if unit := next((w for w in spare if _UNIT_LIKE.fullmatch(w)), None):
        raise DomainError("unit-unknown-invite" if units else "no-units", said=unit[:20], units=list(units))
    if spare:
        raise DomainError("invitation-unclear", said=list(spare)[:3], example=EXAMPLE)
    return replace(draft, name=_checked(rest[0]), same=None)


def _checked(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise DomainError("name-too-long", limit=LONGEST_NAME)
    return name
