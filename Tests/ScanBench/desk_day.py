#!/usr/bin/env python3
"""A day of a desk: hands papers to the gateway, kills the broker once, and counts what came of them.

Usage: desk_day.py SAMPLES DOSSIERS SUITE; run by deploy/local/bench-desk-day. Ends with 1 when something is lost or doubled.
"""
import hashlib
import http.client
import itertools
import json
import os
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

PAPERS, PAGES = 5, 3
GATEWAY = os.environ["HOSO_GATEWAY_URL"]


def main():
    samples, dossiers, suite = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    jpegs = [open(os.path.join(samples, name), "rb").read() for name in sorted(os.listdir(samples)) if name[:2].isdigit() and name.endswith(".jpg")]
    orders = itertools.cycle(itertools.permutations(jpegs, PAGES))
    begin = time.monotonic()
    for dossier in range(dossiers):
        for paper in range(PAPERS):
            hand_over(dossier, paper, pdf(next(orders), dossier * PAPERS + paper))
    handed = time.monotonic()
    total = dossiers * PAPERS
    killed = None
    while (done := count("SELECT count(*) FROM digitization.papers WHERE state <> 'received'")) < total:
        if killed is None and 3 * done >= total:
            killed = done
            stack(suite, "kill-broker")
            time.sleep(5)
            stack(suite, "start-broker")
        time.sleep(1)
    end = time.monotonic()
    # What the event log holds is on its way to reporting; the relay needs its moment after the broker came back.
    patience = time.monotonic() + 600
    while count(EFFECTED) < count(CAPTURED) and time.monotonic() < patience:
        time.sleep(1)
    figures = {
        "papers taken in": (count("SELECT count(*) FROM digitization.papers"), total),
        "papers captured": (count("SELECT count(*) FROM digitization.papers WHERE state = 'captured'"), total),
        "pages captured": (count("SELECT coalesce(sum(pages), 0) FROM digitization.papers"), total * PAGES),
        "keys used": (count("SELECT count(DISTINCT idempotency_key) FROM digitization.papers"), total),
        "scans, each once": (count("SELECT count(DISTINCT scan_sha256) FROM digitization.papers"), total),
        "events of captured papers": (count(CAPTURED), total),
        "papers in the queue": (count("SELECT count(*) FROM digitization.recognition_jobs"), 0),
        "events taken by reporting": (count(EFFECTED), total),
        "dossiers that reporting counts": (count(COUNTED), dossiers),
    }
    lost = [name for name, (found, expected) in figures.items() if found != expected]
    print("| A day of a desk | figure | expected |")
    print("|---|---:|---:|")
    for name, (found, expected) in figures.items():
        print(f"| {name} | {found} | {expected} |")
    print(f"| broker killed after so many papers | {killed} | once |")
    print(f"| handing over, seconds | {handed - begin:.0f} | – |")
    print(f"| until the last e-copy, seconds | {end - begin:.0f} | – |")
    print(f"| pages per second, the kill included | {total * PAGES / (end - begin):.2f} | – |")
    if lost or killed is None:
        sys.exit("lost or doubled: " + ", ".join(lost or ["the broker was not killed"]))


CAPTURED = "SELECT count(*) FROM digitization.event_log WHERE name = 'digitization.paper_captured.v1'"
EFFECTED = """
    SELECT count(*) FROM reporting.inbox
    WHERE event_id IN (SELECT id FROM digitization.event_log WHERE name = 'digitization.paper_captured.v1')"""
COUNTED = "SELECT count(*) FROM reporting.facts WHERE measure = 'dossierCapturedOnly'"


def stack(suite, command):
    subprocess.run(["deploy/local/stack", command, f"{suite}/stack"], check=True, stdout=sys.stderr)


def count(query):
    psql = [
        "psql", "-X", "-A", "-t", "-q", "-h", "127.0.0.1", "-p", os.environ["HOSO_TEST_DATABASE_PORT"],
        "-U", os.environ["HOSO_TEST_DATABASE_USER"], "-d", "hoso", "-c", query,
    ]
    environment = dict(os.environ, PGPASSWORD=os.environ["HOSO_TEST_DATABASE_PASSWORD"])
    return int(subprocess.run(psql, check=True, capture_output=True, text=True, env=environment).stdout)


def hand_over(dossier, paper, scan):
    blob = send("/v1/files", scan, "application/pdf")
    body = {
        "dossierId": f"00000000-0000-7000-8000-{dossier:012d}", "dossierCode": f"H99.12-260305-{dossier:04d}",
        "componentCode": f"TP{paper:02d}", "paperTypeCode": "letter", "role": "component", "ownerId": f"079123{dossier:06d}",
        "agencyCode": "H99.12", "declaredPages": PAGES, "secrecy": "none", "title": "Giấy tờ", "scan": blob,
    }
    send("/v1/papers", json.dumps(body).encode(), "application/json", key=f"desk-day-{dossier}-{paper}")


def send(path, body, media_type, key=None):
    """Sends until there is an answer: whoever repeats with the same key does nothing twice."""
    headers = {"Content-Type": media_type, "X-Hoso-Officer": "HS0007"}
    if key:
        headers["Idempotency-Key"] = key
    while True:
        try:
            request = urllib.request.Request(GATEWAY + path, data=body, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code != 429:
                sys.exit(f"{path}: {error.code} {error.read().decode()}")
            time.sleep(1)
        except (OSError, http.client.HTTPException):
            time.sleep(1)


def pdf(jpegs, number):
    """A scanner's PDF of JPEG pages; the number makes each file another one."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + 3 * page} 0 R" for page in range(len(jpegs)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(jpegs)} >>".encode())
    for page, jpeg in enumerate(jpegs):
        width, height = size(jpeg)
        dpi = 200 if width < 2000 else 300
        (wide, high) = (width * 72 / dpi, height * 72 / dpi)
        first = 3 + 3 * page
        content = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /I Do Q % {number}".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /I {first + 2} 0 R >> >> >>".encode())
        objects.append(stream("", content))
        objects.append(
            stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", jpeg))
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for index, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{index} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    identity = hashlib.sha256(out).hexdigest()[:32]
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /ID [<{identity}> <{identity}>] >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def stream(entries, content):
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def size(jpeg):
    """Width and height as the frame header says."""
    place = 2
    while True:
        marker, length = struct.unpack(">HH", jpeg[place:place + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", jpeg[place + 5:place + 9])
            return width, height
        place += 2 + length


main()
