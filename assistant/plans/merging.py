"""An edited plan and the plan it was made from, merged: what an officer changed wins, and what
has no place that is seen (basis, citations in full, a plan's other fields) is kept.

Three readings are held beside one another: the plan as it was exported, what a reader saw of
it then, and what is read now. Where the last two agree nothing was edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.plans.about_plan import iso_point
from assistant.plans.columns import ACTION_FIELDS
from assistant.plans.growing_plan import problem_of
from assistant.plans.matching import matched
from assistant.plans.plan import TO_CONFIRM, Action, Basis, Plan, Recommendation, Section, ToConfirm
from corpus.errors import PlanUnreadable

Part = TypeVar("Part", bound=BaseModel)

_RECOMMENDATION_FIELDS = ("id", "number", "theme", "text", "response", "reason")
_STEP_FIELDS = ("id", "step", "start", "end", "owner", "link", "citations")


def merged(exported: Plan, seen: Plan, read: Plan) -> Plan:
    """Return the plan ``exported`` with what differs between ``seen`` and ``read``.

    Nothing edited gives ``exported`` itself, however it reads.

    Raises:
        PlanUnreadable: an edit made a part larger than a plan's may be.
    """
    if not _differ(seen, read):
        return exported
    content = {name: getattr(exported, name) for name in Plan.model_fields}
    content |= exported.model_extra or {}
    for name in ("title", "authority", "period"):
        if _differ(getattr(seen, name), getattr(read, name)):
            content[name] = getattr(read, name)
    sections = _Sections(exported, seen, read)
    content["sections"] = sections.merged()
    content["timetable"] = _list_merged(
        exported.timetable, seen.timetable, read.timetable, _STEP_FIELDS
    )
    line_fields = ("text", "citations")
    content["monitoring"] = _list_merged(
        exported.monitoring, seen.monitoring, read.monitoring, line_fields
    )
    open_points = _list_merged(
        exported.to_confirm, seen.to_confirm, read.to_confirm, tuple(ToConfirm.model_fields)
    )
    content["to_confirm"] = [each for each in open_points if not sections.decided(each)]
    try:
        return Plan.model_validate(_dumped(content))
    except ValidationError as error:
        raise PlanUnreadable(problem_of(error)) from error


class _Sections:
    """The sections of the three readings, and what became of their actions."""

    def __init__(self, exported: Plan, seen: Plan, read: Plan) -> None:
        self._exported, self._seen, self._read = exported, seen, read
        self._then_section = _sections_alike(read.sections, seen.sections)
        self._own_section = _sections_alike(seen.sections, _filled(exported))
        self._then_action = _actions_alike(read, seen)
        self._own_action = _actions_alike(seen, exported)
        self._then_recommendation = _recommendations_alike(read, seen)
        self._own_recommendation = _recommendations_alike(seen, exported)
        self._before = _ids(exported)
        self._taken = self._before | _ids(read)
        self._filled_in: set[tuple[str, str]] = set()
        self._gone = {a.id for a in exported.actions}

    def merged(self) -> list[Section]:
        """Return the sections in the order of what is read, else, unless moved, as exported."""
        found = [(self._own_of(read), self._section(read)) for read in self._read.sections]
        if self._moved():
            empty = [s for s in self._exported.sections if not _holds(s)]
            return [*(section for _, section in found), *self._unread(), *empty]
        following: dict[int, list[Section]] = {0: []}
        at = 0
        for own, section in found:
            at = id(own) if own is not None else at
            following.setdefault(at, []).append(section)
        ordered = following[0]
        for section in self._exported.sections:
            ordered += following.get(id(section), [] if _holds(section) else [section])
        return [*ordered, *self._unread()]

    def _moved(self) -> bool:
        """Tell whether an officer set sections in another order."""
        places = {id(section): n for n, section in enumerate(self._seen.sections)}
        order = [places[id(then)] for read in self._read.sections
                 if (then := self._then_section.get(id(read))) is not None]  # fmt: skip
        return order != sorted(order)

    def _own_of(self, read: Section) -> Section | None:
        return self._own_section.get(id(self._then_section.get(id(read))))

    def _unread(self) -> Iterator[Section]:
        """Yield what of the plan exported could not be read back even then: nobody took it out."""
        actions = {id(own) for own in self._own_action.values()}
        recommendations = {id(own) for own in self._own_recommendation.values()}
        for section in _filled(self._exported):
            left = tuple(a for a in section.actions if id(a) not in actions)
            others = tuple(r for r in section.recommendations if id(r) not in recommendations)
            if left or others:
                self._gone -= {action.id for action in left}
                update = {"actions": left, "recommendations": others, "narrative": ()}
                yield section.model_copy(update=update)

    def decided(self, point: ToConfirm) -> bool:
        """Tell whether an officer filled in what was to be confirmed, or took its action out."""
        return (point.action, point.field) in self._filled_in or point.action in self._gone

    def _section(self, read: Section) -> Section:
        then, own = self._then_section.get(id(read)), self._own_of(read)
        base = own or Section.model_validate({})
        update: dict[str, Any] = {
            "actions": tuple(self._action(action) for action in read.actions),
            "recommendations": tuple(map(self._recommendation, read.recommendations)),
            "narrative": tuple(
                _list_merged(
                    base.narrative,
                    then.narrative if then is not None else (),
                    read.narrative,
                    ("text", "citations"),
                )
            ),
        }
        if own is None or then is None or _differ(read.heading, then.heading):
            update["heading"] = read.heading
        return base.model_copy(update=update)

    def _recommendation(self, read: Any) -> Any:
        then = self._then_recommendation.get(id(read))
        own = self._own_recommendation.get(id(then))
        if then is None or own is None:
            return read if read.id else read.model_copy(update={"id": self._fresh("R")})
        return _updated(own, then, read, _RECOMMENDATION_FIELDS)

    def _action(self, read: Action) -> Action:
        then = self._then_action.get(id(read))
        own = self._own_action.get(id(then))
        if then is None or own is None:
            basis = {name: _basis(getattr(read, name)) for name in ACTION_FIELDS
                     if getattr(read, name)}  # fmt: skip
            taken = not read.id or read.id in self._before  # a row copied from another
            fresh = {"id": self._fresh("A") if taken else read.id, "basis": basis}
            return read.model_copy(update=fresh)
        self._gone.discard(own.id)
        updated = _updated(own, then, read, ("id", "recommendation_ids", "citations"))
        return self._with_edits(own, updated, then, read)

    def _with_edits(self, own: Action, updated: Action, then: Action, read: Action) -> Action:
        edited = [n for n in ACTION_FIELDS if _differ(getattr(then, n), getattr(read, n))]
        basis = dict(own.basis)
        changes: dict[str, Any] = {}
        for name in edited:
            text = getattr(read, name)
            if name == "deadline" and iso_point(own.deadline) == own.deadline:
                text = iso_point(text) or text
            changes[name] = text
            basis.pop(name, None)
            if text:
                basis[name] = _basis(text)
            if text and not text.startswith(TO_CONFIRM):
                self._filled_in.add((own.id, name))
        extra = _edited_extra(own, then, read)
        content = updated.model_dump() | changes | {"basis": basis}
        content = {k: v for k, v in content.items() if k in Action.model_fields} | extra
        return Action.model_construct(**content)

    def _fresh(self, letter: str) -> str:
        name = next(n for k in range(1, 1 << 30) if (n := f"{letter}{k}") not in self._taken)
        self._taken.add(name)
        return name


def _id(part: Any) -> str:
    return str(part.id)


def _ids(plan: Plan) -> set[str]:
    return {a.id for a in plan.actions} | {r.id for r in plan.recommendations}


def _holds(section: Section) -> bool:
    return bool(section.recommendations or section.narrative or section.actions)


def _filled(plan: Plan) -> list[Section]:
    return [section for section in plan.sections if _holds(section)]


def _actions_alike(now: Plan, then: Plan) -> dict[int, Action]:
    return matched(now.actions, then.actions, id_of=_id, text_of=lambda action: action.action)


def _recommendations_alike(now: Plan, then: Plan) -> dict[int, Recommendation]:
    return matched(now.recommendations, then.recommendations, id_of=_id, text_of=lambda r: r.text)


def _sections_alike(now: Sequence[Section], then: Sequence[Section]) -> dict[int, Section]:
    """Return the section of ``then`` for each of ``now``: the same heading, else the same parts."""
    left = list(then)
    found: dict[int, Section] = {}
    for same in (_same_heading, _same_parts):
        for section in now:
            one = None
            if id(section) not in found:
                one = next((each for each in left if same(section, each)), None)
            if one is not None:
                found[id(section)] = one
                left = [each for each in left if each is not one]
    return found


def _same_heading(one: Section, other: Section) -> bool:
    return not _differ(one.heading, other.heading)


def _same_parts(one: Section, other: Section) -> bool:
    return any(
        {name_of(part) for part in parts} & {name_of(part) for part in others} - {""}
        for parts, others, name_of in (
            (one.actions, other.actions, _id),
            (one.recommendations, other.recommendations, _id),
            (one.narrative, other.narrative, lambda line: _plain(line.text)),
        )
    )


def _basis(text: str) -> Basis:
    return Basis.TO_CONFIRM if text.startswith(TO_CONFIRM) else Basis.GIVEN


def _edited_extra(own: Action, then: Action, read: Action) -> dict[str, Any]:
    extra = dict(own.model_extra or {})
    before, now = then.model_extra or {}, read.model_extra or {}
    for name in {*before, *now}:
        if _differ(before.get(name, ""), now.get(name, "")):
            extra[name] = now.get(name, "")
            if name not in now:
                del extra[name]
    return extra


def _list_merged(
    own: Sequence[Part], then: Sequence[Part], read: Sequence[Part], fields: tuple[str, ...]
) -> list[Part]:
    """Merge parts without ids of their own by what they say, in the order read."""
    if len(own) != len(then):
        return list(own) if not _differ(_texts(then, fields), _texts(read, fields)) else list(read)
    result: list[Part] = []
    key: Callable[[Part], str] = lambda part: repr(_texts([part], fields))  # noqa: E731
    same = SequenceMatcher(None, list(map(key, then)), list(map(key, read)), autojunk=False)
    for change, a, b, c, d in same.get_opcodes():
        if change == "equal":
            result += own[a:b]
        elif change == "replace" and b - a == d - c:
            result += [_updated(own[a + n], then[a + n], read[c + n], fields) for n in range(b - a)]
        else:
            result += read[c:d]
    return result


def _texts(parts: Sequence[Part], fields: tuple[str, ...]) -> list[list[Any]]:
    return [[_plain(getattr(part, name)) for name in fields] for part in parts]


def _updated(own: Part, then: Part, read: Part, fields: Sequence[str]) -> Part:
    changes = {
        name: getattr(read, name)
        for name in fields
        if _differ(getattr(then, name), getattr(read, name))
    }
    return own.model_copy(update=changes)


def _differ(one: Any, other: Any) -> bool:
    return bool(_plain(one) != _plain(other))


def _plain(value: Any) -> Any:
    """Blanks are no edit: programs break and join lines as they like."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, BaseModel):
        return {name: _plain(each) for name, each in value.model_dump().items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", warnings=False)
    if isinstance(value, dict):
        return {name: _dumped(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_dumped(each) for each in value]
    return value
