"""Looks at a page with Chromium as a person with a device of some width does, and prints what was seen as JSON.

page.py ADDRESS WIDTH: no network but the address is needed. Chromium is spoken to over a pipe (--remote-debugging-pipe),
so no port is opened; it ends with this program, and its profile is gone afterwards.
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile

PROBE = """(() => {
  const shown = [...document.querySelectorAll('body *')].filter(e =>
    e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return JSON.stringify({
    title: document.title, text: document.body.innerText, language: document.documentElement.lang,
    width: document.documentElement.clientWidth, contentWidth: document.documentElement.scrollWidth,
    smallestText: Math.min(...shown.map(e => parseFloat(getComputedStyle(e).fontSize)))});
})()"""


class Browser:
    def __init__(self, profile):
        ours_in, self.out = os.pipe()
        self.inn, ours_out = os.pipe()

        def connect():
            os.dup2(ours_in, 3)
            os.dup2(ours_out, 4)

        # Descriptors 3 and 4 are Chromium's ends; what they may have been before is none of its business.
        high = [os.dup2(fd, fd + 40) for fd in (ours_in, ours_out)]
        ours_in, ours_out = high
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=connect)
        self.numbers = itertools.count(1)
        self.rest = b""
        self.events = []

    def receive(self):
        while b"\0" not in self.rest:
            piece = os.read(self.inn, 65536)
            if not piece:
                sys.exit("chromium ended")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        number = next(self.numbers)
        question = {"id": number, "method": method, "params": parameters}
        if session:
            question["sessionId"] = session
        os.write(self.out, json.dumps(question).encode() + b"\0")
        while True:
            message = self.receive()
            if message.get("id") == number:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message.get("method"))

    def wait_for(self, event):
        while event not in self.events:
            self.events.append(self.receive().get("method"))


def main():
    address, width = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
            session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            browser.ask("Page.enable", session)
            browser.ask(
                "Emulation.setDeviceMetricsOverride", session, width=width, height=800, deviceScaleFactor=1, mobile=width < 600)
            browser.events.clear()
            if "errorText" in (arrived := browser.ask("Page.navigate", session, url=address)):
                sys.exit(f"{address}: {arrived['errorText']}")
            browser.wait_for("Page.loadEventFired")
            print(browser.ask("Runtime.evaluate", session, expression=PROBE, returnByValue=True)["result"]["value"])
        finally:
            browser.process.kill()
            browser.process.wait()


main()
