"""Plans to Word documents and back: what is seen, and what is carried unseen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from assistant.plans.carried import Carried, carried_in
from assistant.plans.citation_text import citation_text
from assistant.plans.docx_comments import COMMENTS, comments_in
from assistant.plans.docx_reader import docx_blocks, opened_docx
from assistant.plans.docx_writer import plan_document
from assistant.plans.from_blocks import plan_from_blocks
from assistant.plans.merging import merged
from assistant.plans.plan import Plan
from assistant.plans.plan_columns import with_ids

if TYPE_CHECKING:
    from docx.document import Document

_NAMESPACE = "urn:muniment:plan"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_TYPE = "application/xml"


def plan_as_docx(plan: Plan, template: bytes = b"") -> bytes:
    """Return a plan as a Word document, in a council's own template where one is given.

    Raises:
        PlanUnreadable: the template cannot be opened.
    """
    plan = with_ids(plan)
    document = opened_docx(plan_document(plan, template))
    seen = _seen(document, plan)
    _carry(document, Carried(plan, seen))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plan_from_docx(content: bytes) -> Plan:
    """Return the plan that a Word document holds, ours with an officer's edits or anyone's.

    Comments in its margin are kept as ``comments``, a field of the plan beside ours.

    Raises:
        PlanUnreadable: it cannot be opened, or no action is found in it.
    """
    document = opened_docx(content)
    plan = _plan_in(document)
    comments = comments_in(document)
    return plan.model_copy(update={COMMENTS: comments}) if comments else plan


def _plan_in(document: Document) -> Plan:
    carried = _carried(document)
    if carried is None:
        return plan_from_blocks(docx_blocks(document, {}))
    read = _seen(document, carried.exported)
    return merged(carried.exported, carried.seen, read)


def _seen(document: Document, plan: Plan) -> Plan:
    """Read what is seen of a plan that is known."""
    markers = {" ".join(citation_text(each).split()): each.marker for each in plan.citations}
    blocks = docx_blocks(document, markers)
    return plan_from_blocks(blocks, as_it_stands=True, markers=set(markers.values()))


def _carry(document: Document, carried: Carried) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = carried.as_text().replace("&", "&amp;").replace("<", "&lt;")
    content = f'<?xml version="1.0" encoding="UTF-8"?><plan xmlns="{_NAMESPACE}">{text}</plan>'
    main = document.part
    for key, relation in list(main.rels.items()):
        if relation.reltype == _RELATION and _text_of(relation) is not None:
            del main.rels[key]
    name = main.package.next_partname("/customXml/muniment%d.xml")
    part = Part(PackURI(name), _TYPE, content.encode("ascii"), main.package)
    main.relate_to(part, _RELATION)


def _carried(document: Document) -> Carried | None:
    for relation in document.part.rels.values():
        if relation.reltype == _RELATION and (text := _text_of(relation)):
            return carried_in(text)
    return None


def _text_of(relation: Any) -> str | None:
    """Return what a custom part of ours holds; None of any other part."""
    from docx.oxml import parse_xml

    if relation.is_external:
        return None
    blob = relation.target_part.blob
    if _NAMESPACE.encode() not in blob[:500]:
        return None
    root = parse_xml(blob)
    return root.text if root.tag == f"{{{_NAMESPACE}}}plan" else None
