"""Checks and cases as JUnit XML, which CI systems list.

A check that fails is a failure. A case with faults is one only if it turned since the
baseline on a metric that failed; what was missed before is skipped with its faults, so
that a passing evaluation is green.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from evals.gate import Check
from evals.results import CaseResult
from evals.summary import SuiteSummary, Summary

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(summary: Summary) -> str:
    """Return the evaluation as JUnit XML, a test suite for the checks and one for the cases."""
    root = ET.Element("testsuites", name="muniment eval", time=f"{summary.seconds:.1f}")
    for suite in summary.suites:
        name = suite.first.run.suite
        _add(root, f"{name} checks", [_check(check) for check in suite.checks])
        turned = {id for check in suite.checks if not check.passed for id in check.worse}
        _add(root, name, [_case(suite, case, turned) for case in suite.first.run.cases])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _add(root: ET.Element, name: str, cases: list[ET.Element]) -> None:
    failures = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(cases)))
    suite.attrib.update(failures=str(failures), errors="0", skipped=str(skipped))
    suite.extend(cases)


def _check(check: Check) -> ET.Element:
    name = f"{check.metric.title} {check.rule}"
    element = ET.Element("testcase", classname=f"{check.suite}.checks", name=name, time="0")
    if not check.passed:
        ET.SubElement(element, "failure", message=_clean(str(check)))
    return element


def _case(suite: SuiteSummary, case: CaseResult, turned: set[str]) -> ET.Element:
    element = ET.Element(
        "testcase",
        classname=f"{suite.first.run.suite}.{case.kind}",
        name=case.id,
        time=f"{case.seconds:.3f}",
    )
    if case.faults:
        kind = "failure" if case.id in turned else "skipped"
        fault = ET.SubElement(element, kind, message=_clean("; ".join(case.faults)))
        fault.text = _clean(f"{case.prompt}\n\n{case.shown}")
    return element


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_XML.sub("", text)
