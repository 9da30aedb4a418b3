"""pyHanko's verdict over every signature of a PDF file, offline, as one JSON line.

judge.py FILE ROOT [TIME]: for each signature its field, the indications at TIME (or now) and in 2040 when nobody can be asked any more, the
best time of signing, and what its integrity check says.
"""
import asyncio
import json
import sys
from datetime import datetime, timedelta, timezone

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ades import ades_lta_validation, simulate_future_ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule, PdfSignatureValidationSpec, RevinfoOnlineFetchingRule, RevocationInfoGatheringSpec,
    SignatureValidationSpec)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager


def specification(root):
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=[root]), revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
        time_tolerance=timedelta(seconds=10))
    return PdfSignatureValidationSpec(SignatureValidationSpec(
        cert_validation_policy=policy,
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
            certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH)))


def words(result):
    sub = result.ades_subindic
    return {
        "indication": sub.status.name, "reason": getattr(sub, "standard_name", str(sub)), "detail": result.failure_msg,
        "time": result.best_signature_time.isoformat() if result.best_signature_time else None,
    }


async def judge(path, root, now):
    answers = []
    timing = ValidationTimingInfo(now, now, point_in_time_validation=True) if now else None
    with open(path, "rb") as file:
        count = len(PdfFileReader(file).embedded_regular_signatures)
    for index in range(count):
        answer = {}
        for name in ("now", "later"):
            with open(path, "rb") as file:
                signature = PdfFileReader(file).embedded_regular_signatures[index]
                answer["field"] = signature.field_name
                if name == "now":
                    result = await ades_lta_validation(signature, specification(root), timing)
                    status = result.api_status
                    answer["intact"] = bool(status.intact and status.valid)
                    answer["docmdp"] = bool(status.docmdp_ok)
                    answer["changes"] = status.modification_level.name if status.modification_level else None
                else:
                    result = await simulate_future_ades_lta_validation(
                        signature, specification(root), datetime(2040, 1, 1, tzinfo=timezone.utc),
                        current_reference_time=now)
                answer[name] = words(result)
        answers.append(answer)
    return answers


with open(sys.argv[2], "rb") as file:
    _, _, der = pem.unarmor(file.read())
now = datetime.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else None
print(json.dumps(asyncio.run(judge(sys.argv[1], x509.Certificate.load(der), now))))
