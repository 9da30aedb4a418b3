"""Serves the authorities of the tests on a free port of the loopback address.

serve.py CONFIGURATION FOLDER: makes keys and certificates in FOLDER, prints the port, serves until standard input ends
and removes FOLDER, so that it never outlives the test run that started it.
"""
import os
import shutil
import subprocess
import sys
import threading

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import CertomancerConfig
from werkzeug.serving import WSGIRequestHandler, make_server

KEYS = {
    "root": "EC:P-384", "interm": "RSA:2048", "tsa": "RSA:2048", "tsa2": "EC:P-256", "ocsp": "EC:P-256",
    "p256": "EC:P-256", "p384": "EC:P-384", "rsa2048": "RSA:2048", "rsa3072": "RSA:3072",
}


class Quiet(WSGIRequestHandler):
    def log_request(self, *arguments):
        pass


def end_with_input(folder):
    sys.stdin.buffer.read()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def make_keys(folder):
    os.makedirs(folder, exist_ok=True)
    running = []
    for name, kind in KEYS.items():
        algorithm, size = kind.split(":")
        option = f"ec_paramgen_curve:{size}" if algorithm == "EC" else f"rsa_keygen_bits:{size}"
        running.append(subprocess.Popen(
            ["openssl", "genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", f"{folder}/{name}.key.pem"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    if any(process.wait() != 0 for process in running):
        sys.exit("openssl could not make the keys")


def main():
    configuration, folder = sys.argv[1:3]
    threading.Thread(target=end_with_input, args=(folder,), daemon=True).start()
    make_keys(f"{folder}/keys")
    server = make_server("127.0.0.1", 0, None, threaded=True, request_handler=Quiet)
    with open(configuration, encoding="utf-8") as file:
        text = file.read().replace("http://127.0.0.1:9900", f"http://127.0.0.1:{server.port}")
    config = CertomancerConfig.from_yaml(text, key_search_dir=folder)
    server.app = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False, allow_time_override=True)
    config.get_pki_arch("prov").dump_certs(f"{folder}/certs", flat=True)
    print(server.port, flush=True)
    server.serve_forever()


main()
