"""The audit of a stored Release."""

from __future__ import annotations

from uuid import UUID

from fagspejl.disclosure.document.parts import document_to_audit
from fagspejl.disclosure.release_check.audit import AuditReport, audit
from fagspejl.disclosure.services.store import read_parts, verify


def audit_round(round_id: UUID) -> AuditReport:
    """Verify the hashes of a stored Release and audit it from its parts. Raises ReleaseDamaged."""
    verify(round_id)
    return audit(document_to_audit(read_parts(round_id)))
