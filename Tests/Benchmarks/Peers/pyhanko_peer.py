"""pyHanko doing the work of the signing benchmarks, within its own process and with its keys loaded once.

pyhanko_peer.py FOLDER: FOLDER holds root.pem and for each key NAME.key and NAME.crt. Reads one JSON object a line (do, key,
file, count) and answers each with one: how much CPU time it took, in seconds.
"""
import json
import logging
import resource
import sys
from io import BytesIO

from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)
folder = sys.argv[1]


class LoadedKeySigner(signers.SimpleSigner):
    """pyHanko's own signer takes the key apart for each signature; this one keeps it."""

    loaded = None

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
        if isinstance(self.loaded, ec.EllipticCurvePrivateKey):
            return self.loaded.sign(data, ec.ECDSA(hashes.SHA256()))
        return self.loaded.sign(data, padding.PKCS1v15(), hashes.SHA256())


def signer(name):
    certificates = list(load_certs_from_pemder([f"{folder}/{name}.crt"]))
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    made = LoadedKeySigner(
        signing_cert=certificates[0], signing_key=load_private_key_from_pemder(f"{folder}/{name}.key", None), cert_registry=store)
    with open(f"{folder}/{name}.key", "rb") as file:
        made.loaded = serialization.load_pem_private_key(file.read(), None)
    meta = signers.PdfSignatureMetadata(
        field_name="Signature1", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256")
    return signers.PdfSigner(meta, made)


with open(f"{folder}/root.pem", "rb") as file:
    root = x509.Certificate.load(pem.unarmor(file.read())[2])
known = {name: signer(name) for name in ("p256", "rsa2048")}


def sign(question, data):
    return known[question["key"]].sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), bytes_reserved=16384)


def validate(question, data):
    signature = PdfFileReader(BytesIO(data)).embedded_regular_signatures[0]
    context = ValidationContext(trust_roots=[root], allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(signature, signer_validation_context=context)
    if not status.bottom_line:
        raise SystemExit(status.summary())


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


for line in sys.stdin:
    question = json.loads(line)
    with open(question["file"], "rb") as file:
        data = file.read()
    work = {"sign": sign, "validate": validate}[question["do"]]
    before = cpu()
    for _ in range(question["count"]):
        work(question, data)
    print(json.dumps({"cpu": cpu() - before}), flush=True)
