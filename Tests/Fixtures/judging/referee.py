"""What pyHanko says about files, without asking anybody.

Reads one JSON object a line: path, at (a time), root (PEM file), crls (files). Answers with one a line: for each signature
the AdES status and sub-indication, whether it is intact and what the later changes amount to.
"""
import asyncio
import json
import logging
import sys
from datetime import datetime, timedelta

from asn1crypto import crl as asn1_crl
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule, LocalKnowledge, PdfSignatureValidationSpec, RevinfoOnlineFetchingRule, RevocationInfoGatheringSpec,
    SignatureValidationSpec)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

logging.disable(logging.CRITICAL)


def specification(question):
    with open(question["root"], "rb") as file:
        root = x509.Certificate.load(pem.unarmor(file.read())[2])
    lists = []
    for path in question.get("crls", []):
        with open(path, "rb") as file:
            lists.append(CRLContainer(asn1_crl.CertificateList.load(file.read())))
    certificates = CertValidationPolicySpec(
        SimpleTrustManager.build(trust_roots=[root]), revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO), time_tolerance=timedelta(seconds=300))
    return PdfSignatureValidationSpec(SignatureValidationSpec(
        cert_validation_policy=certificates,
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY, certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH),
        local_knowledge=LocalKnowledge(known_crls=lists)))


def integrity(signature):
    """Whether the covered bytes fit the signature, and what happened to the file afterwards."""
    try:
        signature.compute_integrity_info()
        info = signature.summarise_integrity_info()
        intact, valid = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest())
    except Exception as error:
        return {"intact": False, "valid": False, "level": type(error).__name__, "docmdp": False, "coverage": ""}
    changes = info["diff_result"]
    level = "NONE" if changes is None else getattr(changes, "modification_level", ModificationLevel.OTHER).name
    return {"intact": intact, "valid": valid, "level": level, "docmdp": bool(info["docmdp_ok"]), "coverage": info["coverage"].name}


def judge(question):
    moment = datetime.fromisoformat(question["at"])
    timing = ValidationTimingInfo(validation_time=moment, best_signature_time=moment, point_in_time_validation=False)
    answers = []
    with open(question["path"], "rb") as file:
        for signature in PdfFileReader(file, strict=False).embedded_regular_signatures:
            try:
                result = asyncio.run(ades_lta_validation(signature, specification(question), timing_info=timing))
                answers.append({
                    "status": result.ades_subindic.status.name if result.ades_subindic.status else "PASSED",
                    "reason": getattr(result.ades_subindic, "name", str(result.ades_subindic)),
                    "message": str(result.failure_msg),
                    **integrity(signature)})
            except Exception as error:
                answers.append({"status": "REFUSED", "reason": type(error).__name__, "message": str(error), **integrity(signature)})
    return answers


for line in sys.stdin:
    question = json.loads(line)
    try:
        answers = judge(question)
    except Exception as error:
        answers = None
        reason = f"{type(error).__name__}: {error}"
    print(json.dumps({"signatures": answers} if answers is not None else {"refused": reason}), flush=True)
