"""What a round tells in its mails of one kind, read once for a whole mailing."""

from __future__ import annotations

from collections.abc import Mapping

from fagspejl.evaluation.errors import QuestionnaireGone
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.errors import InstrumentChanged, InstrumentInvalid, InstrumentNotFound
from fagspejl.mailing.frame import minutes_for
from fagspejl.mailing.selectors import texts_of
from fagspejl.mailing.services.message import Telling
from fagspejl.mailing.types import MailingKind, Plan


def telling_of(found: RoundFacts, kind: MailingKind, plan: Plan) -> Telling:
    """Return it as it stands now. A questionnaire that is not as it was chosen is no reason not to write."""
    policy, settled = policy_of(found.id), plan_of(found.id).values
    return Telling(
        kind=kind,
        found=found,
        texts=texts_of(found.id, kind),
        policy=policy,
        purpose=" ".join(settled.purpose.split()),
        contact=" ".join(settled.contact.split()),
        minutes=_minutes(found, policy),
        dialogue=plan.dialogue,
    )


def _minutes(found: RoundFacts, policy: RoundPolicyValues) -> Mapping[str, int]:
    try:
        asked = frozen_instrument(found.instrument, found.instrument_sha)
    except (InstrumentChanged, InstrumentInvalid, InstrumentNotFound, QuestionnaireGone):
        return {}
    comments = policy.access.comments and bool(policy.access.comment_readers)
    return {name: minutes_for(asked, name, comments=comments) for name in asked.perspectives}
