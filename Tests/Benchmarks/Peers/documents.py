#!/usr/bin/env python3
"""Issues documents by many at once and asks for work lists of a full archive, through the gateway.

Usage: documents.py PKI DOCUMENTS FILLED; run by deploy/local/bench-documents. Ends with 1 when numbers are doubled, out of order
or missing.
"""
import base64
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

SIGNERS, PEOPLE, QUESTIONS = 50, 5_000, 1_000
AGENCY, ADMINISTRATOR, LEADER, HEAD, DRAFTER, CLERK, ASSISTANT = (
    "H99.11", "HS0003", "HS0005", "HS0007", "HS0008", "HS0009", "HS0010")
GATEWAY = urllib.parse.urlparse(os.environ["HOSO_GATEWAY_URL"])
# A picture of one opaque dot.
IMAGE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAGElEQVR4nGNgYDjBgB9DGP9x4KGlACcGAPozVd2rJZxTAAAAAElFTkSuQmCC")
LOCAL = threading.local()
# Requests that were told to come again; appending is atomic.
AGAIN = []


def main():
    pki, documents, filled = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    leader, seal = Key(f"{pki}/officers/{LEADER}"), Key(f"{pki}/agencies/{AGENCY}")
    set_up()
    image = call("POST", "/v1/files", LEADER, IMAGE, media="image/png")
    content = template()
    with ThreadPoolExecutor(SIGNERS) as pool:
        begin = time.monotonic()
        signed = list(pool.map(lambda n: sign(n, content, leader, image), range(documents)))
        between = time.monotonic()
        list(pool.map(lambda document: issue(document, seal, image), signed))
        end = time.monotonic()
    faults = check(documents)
    print("| Documents | figure |")
    print("|---|---:|")
    print(f"| drafted from a template, approved, checked and signed, {SIGNERS} at once, documents per second | {documents / (between - begin):.2f} |")
    print(f"| numbered, sealed and issued, {SIGNERS} at once, documents per second | {documents / (end - between):.2f} |")
    print(f"| numbers doubled, out of order or missing | {len(faults)} |")
    print(f"| requests told to come again | {len(AGAIN)} |")
    growth = []
    fill(0, filled // 10)
    for size in (filled // 10, filled):
        if size == filled:
            fill(filled // 10, filled)
        for name, path in (("work list", "/v1/outgoing-work?officer={}&limit=50"), ("counts", "/v1/outgoing-work/counts?officer={}")):
            median, late = ask(path)
            growth.append((name, size, late))
            print(f"| {name} of one of {PEOPLE} people, {size} documents: p50, p95, milliseconds | {median:.2f}, {late:.2f} |")
    for name in ("work list", "counts"):
        small, large = [late for other, _, late in growth if other == name]
        print(f"| {name}: p95 with ten times the documents, times | {large / small:.2f} |")
    if faults:
        sys.exit("numbers: " + "; ".join(faults))


class Key:
    """A key file of the suite's own folder, as the signer's device holds it."""

    def __init__(self, path):
        with open(f"{path}.key", "rb") as file:
            self.key = serialization.load_pem_private_key(file.read(), password=None)
        with open(f"{path}.crt", "rb") as file:
            certificate = x509.load_pem_x509_certificates(file.read())[0]
        self.holder = os.path.basename(path)
        self.certificate = base64.b64encode(certificate.fingerprint(hashes.SHA256())).decode()

    def sign(self, data, algorithm):
        digest = hashes.SHA384() if algorithm.endswith("SHA384") else hashes.SHA256()
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data, ec.ECDSA(digest))
        assert isinstance(self.key, rsa.RSAPrivateKey)
        scheme = padding.PSS(padding.MGF1(digest), 32) if "PSS" in algorithm else padding.PKCS1v15()
        return self.key.sign(data, scheme, digest)


def call(method, path, officer, body=None, key=None, media="application/json"):
    """One request on the connection of this thread, sent again while the suite asks for that; anything else ends the run."""
    headers = {"X-Hoso-Officer": officer}
    if body is not None:
        headers["Content-Type"] = media
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
    if key:
        headers["Idempotency-Key"] = key
    for _ in range(60):
        if not hasattr(LOCAL, "connection"):
            LOCAL.connection = http.client.HTTPConnection(GATEWAY.hostname, GATEWAY.port, timeout=300)
        LOCAL.connection.request(method, path, body=body, headers=headers)
        answer = LOCAL.connection.getresponse()
        text = answer.read()
        if answer.status not in (429, 503):
            break
        AGAIN.append(path)
        time.sleep(1)
    if not 200 <= answer.status < 300:
        raise RuntimeError(f"{method} {path} by {officer}: {answer.status} {text.decode()}")
    return json.loads(text)


def set_up():
    steps = [{"kind": kind} for kind in ("draft", "approval", "contentCheck", "signature")]
    steps += [{"kind": "formatCheck", "officerCodes": [ASSISTANT]}]
    steps += [{"kind": kind, "officerCodes": [CLERK]} for kind in ("number", "seal", "issue")]
    unit = {"code": "CM", "abbreviation": "CM", "headCode": HEAD, "memberCodes": [DRAFTER]}
    call("POST", "/v1/document-processes", ADMINISTRATOR, {"process": {
        "agencyCode": AGENCY, "version": 1, "abbreviation": "SNV", "units": [unit], "steps": steps, "signerCodes": [LEADER]}})


def template():
    templates = call("GET", "/v1/document-templates", DRAFTER)["templates"]
    content = next(one for one in templates if one["type"] == "decision")["content"]
    for block in content["blocks"]:
        block.setdefault("text", "Hai cơ quan phối hợp kiểm tra trong quý I.")
    return content | {
        "agency": "Sở Nội vụ", "place": "Hồng Sơn", "basis": ["Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"],
        "authority": ["GIÁM ĐỐC"], "signerName": "Tạ Kiều Thoa", "recipients": ["Như Điều 3", "Lưu: VT, CM"]}


def step(document, officer, **wish):
    return call("POST", f"/v1/outgoing/{document}/steps", officer, wish)["document"]


def sign(number, content, leader, image):
    draft = call("POST", "/v1/outgoing", DRAFTER, {
        "agencyCode": AGENCY, "type": "decision", "subject": f"Về việc số {number}", "secrecy": "SECRECY_LEVEL_NONE", "unitCode": "CM",
        "signerCode": LEADER, "body": {"content": content}}, key=f"bench-{number}")["document"]
    identifier = draft["id"]
    step(identifier, DRAFTER, submit={})
    for kind, officer in (("approval", LEADER), ("contentCheck", HEAD), ("formatCheck", ASSISTANT)):
        step(identifier, officer, **{"pass": {"kind": kind, "version": 1}})
    box = draft["versions"][-1]["body"]["layout"]["signature"]
    request = complete(draft, leader, image, {"profile": "issued-person", "mode": "SIGNING_MODE_DIRECT", "imageBox": box})
    step(identifier, LEADER, enterSignature={"requestId": request})
    return identifier


def issue(identifier, seal, image):
    numbered = step(identifier, CLERK, number={})
    request = complete(numbered, seal, image, {
        "profile": "issued-organisation", "documentNumber": numbered["number"]["notation"], "documentDate": numbered["number"]["date"]})
    step(identifier, CLERK, enterSeal={"requestId": request})
    step(identifier, CLERK, issue={})


def complete(document, key, image, order):
    """Prepares, signs here and completes; returns the request."""
    file, identifier = document["file"], bytes.fromhex(document["id"].replace("-", ""))
    prepared = call("POST", "/v1/signature-requests", key.holder, order | {
        "document": blob(file["sha256"], file["sizeBytes"], "application/pdf"),
        "subject": {"kind": "signing.document", "id": base64.b64encode(identifier).decode(), "key": document["id"]},
        "certificateSha256": key.certificate, "image": blob(image["sha256"], image["sizeBytes"], "image/png"),
    }, key=f"{document['id']}-{order['profile']}")
    value = key.sign(base64.b64decode(prepared["toBeSigned"]), prepared["algorithm"])
    request = base64.b64decode(prepared["requestId"]).hex()
    request = "-".join((request[:8], request[8:12], request[12:16], request[16:20], request[20:]))
    call("POST", f"/v1/signatures/{request}/complete", key.holder, {"signature": base64.b64encode(value).decode()})
    return request


def blob(digest, size, media):
    return {"sha256": base64.b64encode(bytes.fromhex(digest)).decode(), "sizeBytes": size, "mediaType": media}


def check(documents):
    """What is wrong with the numbers of the series: one for each document, from 1, without a gap, dated as they rise."""
    year = datetime.now(timezone(timedelta(hours=7))).year
    series = f"FROM signing.numbers WHERE agency_code = '{AGENCY}' AND year = {year} AND series = 'general'"
    expected = {
        "numbers": (f"SELECT count(*) {series} AND state = 'assigned'", documents),
        "documents with one": (f"SELECT count(DISTINCT document_id) {series}", documents),
        "least": (f"SELECT min(number) {series}", 1),
        "greatest": (f"SELECT max(number) {series}", documents),
        "taken out of order": (
            f"SELECT count(*) FROM (SELECT taken_at < lag(taken_at) OVER (ORDER BY number) AS wrong {series}) AS n WHERE wrong", 0),
        "issued": ("SELECT count(*) FROM signing.documents WHERE state = 'issued'", documents),
    }
    found = {name: (int(sql(query)), wanted) for name, (query, wanted) in expected.items()}
    return [f"{name} {is_now}, not {wanted}" for name, (is_now, wanted) in found.items() if is_now != wanted]


def fill(first, last):
    """Adds documents, one in ten on its way with one of the people; the others are issued and have no tasks."""
    people = "'P' || (n % {0})".format(PEOPLE)
    sql(f"""
        INSERT INTO signing.documents
            (id, agency_code, process_version, type, subject, unit_code, drafter_code, state, position, idempotency_key, fingerprint,
             drafted_at, changed_at)
        SELECT ('0195e3a0-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '{AGENCY}', 1, 'decision', 'Văn bản ' || n, 'CM', {people},
            CASE WHEN n % 10 = 0 THEN 'draft' ELSE 'issued' END, 1, 'fill-' || n, decode(repeat('00', 32), 'hex'),
            now() - n * interval '1 second', now()
        FROM generate_series({first} + 1, {last}) AS n""")
    sql(f"""
        INSERT INTO signing.document_tasks (document_id, kind, opinion, officer_code, agency_code, since, due_at)
        SELECT ('0195e3a0-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'draft', 0, 'P' || (n / 10 % {PEOPLE}), '{AGENCY}',
            now() - n * interval '1 second', NULL
        FROM generate_series({first} + 1, {last}) AS n WHERE n % 10 = 0""")
    sql("VACUUM ANALYZE signing.documents")
    sql("VACUUM ANALYZE signing.document_tasks")


def ask(path):
    """Median and 95th percentile of one question after the other, each of another person. Unit: milliseconds."""
    times = []
    for number in range(QUESTIONS + 50):
        person = f"P{number * 97 % PEOPLE}"
        begin = time.monotonic()
        call("GET", path.format(person), person)
        times.append((time.monotonic() - begin) * 1e3)
    # The first questions open connections and plans.
    times = sorted(times[50:])
    return times[len(times) // 2], times[len(times) * 95 // 100]


def sql(query):
    psql = [
        "psql", "-X", "-A", "-t", "-q", "-h", "127.0.0.1", "-p", os.environ["HOSO_TEST_DATABASE_PORT"],
        "-U", os.environ["HOSO_TEST_DATABASE_USER"], "-d", "hoso", "-v", "ON_ERROR_STOP=1", "-c", query,
    ]
    environment = dict(os.environ, PGPASSWORD=os.environ["HOSO_TEST_DATABASE_PASSWORD"])
    return subprocess.run(psql, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout


main()
