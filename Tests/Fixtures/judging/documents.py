"""Signs documents with pyHanko at frozen times, for the judging tests.

documents.py FOLDER INPUT: makes keys, certificates, revocation lists and OCSP answers of authorities.yml in FOLDER, and one
PDF per case out of INPUT. Nothing is asked over a network.
"""
import asyncio
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from io import BytesIO

import yaml
from asn1crypto import algos, core, ocsp, pem, x509
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel, ServiceLabel
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.signers import pdf_cms, pdf_signer
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

UTC = timezone.utc
SIGNING = datetime(2025, 6, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 8, tzinfo=UTC)


class Frozen(datetime):
    moment = SIGNING

    @classmethod
    def now(cls, tz=None):
        return cls.moment.astimezone(tz) if tz else cls.moment


pdf_signer.datetime = Frozen
pdf_cms.datetime = Frozen


class FrozenTSA(timestamps.TimeStamper):
    def __init__(self, authorities, name, moment):
        super().__init__()
        self.authorities, self.name, self.moment = authorities, name, moment

    async def async_request_tsa_response(self, req):
        service = self.authorities.arch.service_registry.summon_timestamper(ServiceLabel(self.name), at_time=self.moment)
        return service.request_tsa_response(req)


class Authorities:
    def __init__(self, folder, configuration):
        os.makedirs(f"{folder}/keys", exist_ok=True)
        for name in ["root", "interm", "tsa", "ocsp", "official"]:
            subprocess.run(
                ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{folder}/keys/{name}.key.pem"],
                check=True, stderr=subprocess.DEVNULL)
        with open(configuration, encoding="utf-8") as file:
            config = CertomancerConfig.from_yaml(file.read(), key_search_dir=folder)
        self.arch = config.get_pki_arch(ArchLabel("prov"))
        self.arch.dump_certs(f"{folder}/certs", flat=True)

    def certificate(self, name):
        return self.arch.get_cert(CertLabel(name))

    def lists(self, moment, names=("root", "interm")):
        return [self.arch.service_registry.get_crl(ServiceLabel(name), at_time=moment) for name in names]

    def answer(self, name, moment):
        certificate, issuer = self.certificate(name), self.certificate("interm")
        digest = algos.DigestAlgorithm({"algorithm": "sha1", "parameters": core.Null()})
        question = ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": {
            "hash_algorithm": digest, "issuer_name_hash": issuer.subject.sha1,
            "issuer_key_hash": issuer.public_key.sha1, "serial_number": certificate.serial_number}}]}})
        return self.arch.service_registry.summon_responder(ServiceLabel("interm"), at_time=moment).build_ocsp_response(question)

    def signer(self, name):
        store = SimpleCertificateStore()
        store.register(self.certificate("interm"))
        return signers.SimpleSigner(
            signing_cert=self.certificate(name), signing_key=self.arch.key_set.get_private_key(KeyLabel("official")), cert_registry=store)

    def context(self, name, moment, lists=("root", "interm")):
        return ValidationContext(
            trust_roots=[self.certificate("root")], other_certs=[self.certificate("interm"), self.certificate("ocsp")],
            moment=moment, allow_fetching=False, crls=self.lists(moment, lists), ocsps=[self.answer(name, moment)],
            revocation_mode="require" if len(lists) == 2 else "soft-fail", time_tolerance=timedelta(minutes=5))


def sign(authorities, source, name, level, *, moment=SIGNING, tsa="tsa", stamped=None, claimed=None, **options):
    Frozen.moment = claimed or moment
    form = options.pop("form", fields.SigSeedSubFilter.PADES)
    lists = options.pop("lists", ("root", "interm"))
    field = options.pop("field", "Signature1")
    long_term = level in ("B-LT", "B-LTA")
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=form, md_algorithm="sha256", name="Nguyen Van A", embed_validation_info=long_term,
        use_pades_lta=level == "B-LTA", validation_context=authorities.context(name, stamped or moment, lists) if long_term else None,
        signer_key_usage=set(), **options)
    stamper = None if level == "B-B" else FrozenTSA(authorities, tsa, stamped or moment)
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(source))
    asyncio.run(signers.PdfSigner(metadata, authorities.signer(name), timestamper=stamper).async_sign_pdf(writer, output=output))
    return output.getvalue()


def stamp(authorities, source, moment, tsa="tsa", data=True):
    """One more document timestamp, with the revocation data of that day before it."""
    if data:
        source = supply(authorities, source, moment)
    output = BytesIO()
    stamper = signers.PdfTimeStamper(FrozenTSA(authorities, tsa, moment))
    asyncio.run(stamper.async_timestamp_pdf(IncrementalPdfFileWriter(BytesIO(source)), "sha256", output=output))
    return output.getvalue()


def supply(authorities, source, moment, lists=("root", "interm")):
    output = BytesIO(source)
    certificates = [authorities.certificate(name) for name in ("interm", "ocsp", "tsa")]
    DocumentSecurityStore.add_dss(output, sig_contents=None, certs=certificates, crls=authorities.lists(moment, lists))
    return output.getvalue()


def flipped(source):
    place = source.index(b"Tj")
    return source[:place - 3] + bytes([source[place - 3] ^ 1]) + source[place - 2:]


def cases(a, source):
    soon = SIGNING + timedelta(hours=2)
    older = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    yield "b-b", sign(a, source, "official", "B-B")
    yield "b-t", sign(a, source, "official", "B-T")
    yield "b-lt", sign(a, source, "official", "B-LT")
    yield "b-lta", sign(a, source, "official", "B-LTA")
    yield "b-lta-flipped", flipped(sign(a, source, "official", "B-LTA"))
    yield "b-lta-renewed", stamp(a, sign(a, source, "official", "B-LTA"), LATER)
    yield "two-b-lta", sign(a, sign(a, source, "official", "B-LTA"), "official", "B-LTA", field="Signature2", moment=soon)
    yield "older", sign(a, source, "official", "B-B", form=older)
    yield "older-with-data", sign(a, source, "official", "B-LT", form=older)
    yield "certified", sign(a, source, "official", "B-LTA", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    yield "revoked-before", sign(a, source, "revoked", "B-T")
    yield "revoked-before-backdated", sign(a, source, "revoked", "B-T", claimed=datetime(2024, 11, 1, tzinfo=UTC))
    yield "revoked-later", sign(a, source, "revoked-later", "B-LTA")
    yield "revoked-later-without-time", sign(a, source, "revoked-later", "B-B")
    yield "revoked-soon-backdated", sign(a, source, "revoked-soon", "B-T", claimed=SIGNING, stamped=soon)
    yield "expired", sign(a, source, "expired", "B-T")
    yield "expired-backdated", sign(a, source, "expired", "B-T", claimed=datetime(2021, 6, 1, tzinfo=UTC))
    yield "ending", sign(a, source, "ending", "B-LTA")
    yield "ending-without-time", sign(a, source, "ending", "B-B")
    yield "ending-renewed", stamp(a, sign(a, source, "ending", "B-LTA"), datetime(2025, 8, 1, tzinfo=UTC))
    yield "future", sign(a, source, "future", "B-T")
    yield "wrong-purpose", sign(a, source, "wrong-purpose", "B-T")
    yield "server", sign(a, source, "server", "B-T")
    yield "tsa-data-missing", supply(a, sign(a, source, "official", "B-T"), SIGNING, ("interm",))
    yield "tsa-from-the-future", sign(a, source, "official", "B-T", stamped=datetime(2030, 1, 1, tzinfo=UTC), claimed=SIGNING)
    yield "tsa-wrong-purpose", sign(a, source, "official", "B-T", tsa="not-a-tsa")
    yield "tsa-lost", sign(a, source, "official", "B-T", tsa="tsa-lost")
    yield "tsa-lost-covered", stamp(a, sign(a, source, "official", "B-T", tsa="tsa-lost"), SIGNING + timedelta(days=1))
    yield "tsa-expired", sign(a, source, "ending", "B-T", tsa="tsa-short")
    yield "tsa-expired-covered", stamp(a, sign(a, source, "ending", "B-T", tsa="tsa-short"), SIGNING + timedelta(days=1))
    yield "claimed-later", sign(a, source, "official", "B-LTA", claimed=datetime(2025, 6, 2, tzinfo=UTC), stamped=SIGNING)
    yield "timestamp-only", stamp(a, source, SIGNING)
    yield "unsigned", source


def main():
    folder, path = sys.argv[1:3]
    here = os.path.dirname(os.path.abspath(__file__))
    a = Authorities(folder, f"{here}/authorities.yml")
    with open(path, "rb") as file:
        source = file.read()
    os.makedirs(f"{folder}/documents")
    for name, content in cases(a, source):
        with open(f"{folder}/documents/{name}.pdf", "wb") as file:
            file.write(content)
    os.makedirs(f"{folder}/statements")
    moments = {"signing": SIGNING, "later": LATER, "revoked": SIGNING + timedelta(days=2), "paper": datetime(2026, 3, 5, 3, tzinfo=UTC)}
    for label, moment in moments.items():
        for name, value in zip(("root", "interm"), a.lists(moment)):
            with open(f"{folder}/statements/{label}-{name}.crl", "wb") as file:
                file.write(value.dump())
    print("done", flush=True)


if __name__ == "__main__":
    main()
