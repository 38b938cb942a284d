"""Words of a document that address a program, not a reader: to be read as data, and not shown.

A report has no cause to tell an assistant what to say. Such statements are neither given to a
language model nor quoted, so that an instruction planted in a document changes no answer.
What slips through is data all the same: nothing that it asks for is carried by a source, no
tool is ever called, and no address is opened.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.words import Statement

_ORDERS = "instructions?|prompts?|rules?|directions?|directives?|guidelines?|guardrails?|commands?"
_FOREIGN_ORDERS = r"instruk\w+|anweisung\w*|consignes?|instruc\w+|istruzion\w+|instrukcj\w+"
_PATTERNS = (
    rf"\b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|discard\w*)\b.{{0,60}}?"
    rf"\b(?:previous|prior|above|earlier|preceding|all|any|your|system|these|those|other)\b"
    rf".{{0,40}}?\b(?:{_ORDERS}|context|passages|sources)\b",
    rf"\b(?:ignor\w*|vergiss|vergessen|oublie[sz]?|missachte\w*|olvida\w*|dimentica\w*|zignoruj)\b"
    rf".{{0,60}}?\b(?:{_FOREIGN_ORDERS})",
    r"忽略.{0,12}(?:指令|指示|说明)|無視.{0,12}(?:指示|命令)|игнорир\w+.{0,40}инструкц|تجاهل.{0,20}تعليمات",
    r"\b(?:anwyb\w+|diystyr\w+)\b.{0,60}?\bn?[cg]h?yfarwydd\w+",
    r"\b(?:new|updated|real|actual|hidden|following|important) (?:system )?instructions?\b.{0,30}"
    r"\b(?:assistant|model|ai|chatbot|bot|llm)\b",
    r"\b(?:note|message|instructions?|order|reminder)s? (?:to|for) (?:the |any |all )?"
    r"(?:ai|assistants?|language models?|llms?|chatbots?|bots?|models?)\b",
    r"\byou are (?:now )?(?:an? |the )?(?:\w+ )?(?:ai|assistant|language model|llm|chatbot|bot)\b",
    r"\bas an? (?:ai|language model|llm|assistant)\b",
    r"\b(?:ai|ai (?:assistant|model)|llm|language model|chatbot)s?"
    r"(?: (?:systems?|reading this|who reads? this|that reads? this))?,?"
    r" (?:must|should|shall|will now|is to|are to|please)\b.{0,60}?"
    r"\b(?:say|answer|reply|respond|output|write|print|state|report|include|cite|call|reveal)\b",
    r"\bsystem (?:prompt|message|override|instruction)s?\b|\bdeveloper mode\b|\bjailbr\w+",
    r"^\W*(?:system|assistant|ai)\s*:\s*\S",
    r"<\|\w+\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|passage|assistant|tool_call)\b",
    r"\b(?:call|invoke|execute|run|trigger)\b.{0,20}?\b(?:tool|function|plugin|api)\b"
    r".{0,60}?(?:\(|\bwith\b|\bto\b|`|\")",
    r"\{\s*[\"'](?:name|tool|function|action|tool_calls?)[\"']\s*:",
    r"\b\w+\(\s*[\"'{].{0,120}?[\"'}]\s*\)",
    r"\b(?:reply|respond|answer)\b.{0,20}?\b(?:only|exactly|solely|always|nothing but|with the "
    r"(?:words?|phrase|text|sentence|following))\b",
    r"\b(?:end|begin|start|finish|conclude|open|prefix|append|include|add)\b.{0,30}?"
    r"\b(?:your|every|each|all) (?:answers?|replies|reply|responses?|outputs?)\b.{0,20}?"
    r"\b(?:with|by|to|in|that)\b",
    r"\b(?:do not|don't|never)\b.{0,20}?\b(?:cite|mention|reveal|tell|quote)\b.{0,40}?"
    r"\b(?:the user|(?:other|these) passages?|any other sources?|these instructions?)\b",
    r"\binclude\b.{0,30}?\bin every (?:answer|reply|response)\b|\bin every response that\b",
    r"\b(?:tell|inform|convince|instruct) the (?:user|reader|officer|asker)\b",
    r"!\[[^\]]*\]\(\s*https?:|\[[^\]]*\]:\s*https?://\S+[?&]\w*=",
    r"\bhttps?://\S*[?&](?:q|d|data|payload|secret|answer|history|context|leak|prompt)=",
    r"[A-Za-z0-9+/]{60,}={0,2}(?![\w.])",
    r"(?:[\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f].{0,2}){4,}",
    r"\bbase64\b.{0,40}?\b(?:decod\w+|follow|execute|obey)\b|\bdecode\b.{0,60}?\b(?:follow|execute|obey)\b",
)
_ADDRESSES = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


_MAY_ADDRESS = re.compile(
    r"ignor|disregard|forget|overrid|bypass|discard|vergiss|vergessen|oublie|missachte|olvida"
    r"|dimentica|zignoruj|anwyb|diystyr|prompt|\bai\b|language model|\bllm|chatbot|\bbots?\b"
    r"|instructions? (?:to|for)|(?:note|message|order|reminder)s? (?:to|for)|assistant\b"
    r"|^\W*(?:system|assistant|ai)\s*:|system (?:message|overr|instr)|jailbr|developer mode"
    r"|\b(?:call|invoke|execute|run|trigger)\b|\brepl(?:y|ies)\b|\brespon(?:d|ses?)\b|\banswers?\b"
    r"|\boutputs?\b|do not|don't|never|the (?:user|reader|officer|asker)\b|https?:|base64|decode"
    r"|\S{60}|[<>{}|`]|\]\(|\]:|\[/?inst|\(\s*[\"'{]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\uffff]"
    r"|[\u0400-\u06ff\u3000-\u9fff\U000e0000-\U000e007f]",
    re.IGNORECASE,
)
"""Without any of this, nothing of the above is there: most statements need no closer look."""


@lru_cache(maxsize=16_384)
def addresses_a_program(text: str) -> bool:
    """Tell whether words are meant for an assistant that reads the document."""
    if not _MAY_ADDRESS.search(text):
        return False
    return bool(_ADDRESSES.search(text) or _ADDRESSES.search(_UNSEEN.sub("", text)))


def is_addressed(statement: Statement, text: str) -> bool:
    """Tell whether a statement addresses a program, as it is shown or as it is stored in ``text``,
    where mark-up that is not shown may do so."""
    stored = statement.span.of(text)
    return addresses_a_program(statement.shown) or addresses_a_program(stored)


def without_unseen(text: str) -> str:
    """Return a text without characters that no reader sees and a model does."""
    return _UNSEEN.sub("", text)
