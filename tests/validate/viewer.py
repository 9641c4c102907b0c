"""Chromium's own PDF viewer, driven over its debugging protocol: opens a form, types and clicks as a person
does, and saves it with the viewer's own code."""

import base64
import json
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websocket

PORT = 9377
WINDOW = (1000, 1300)


class Viewer:
    """A form open in Chromium."""

    def __init__(self, pdf: Path):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.browser = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--remote-debugging-port={PORT}",
             "--remote-allow-origins=*", f"--user-data-dir={self.profile.name}", "--window-size=%d,%d" % WINDOW, "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.number, self.shown = 0, 0
        try:
            self.socket = websocket.create_connection(self.address(), timeout=60)
            target = self.call("Target.createTarget", url=f"file://{pdf.resolve()}#navpanes=0")["targetId"]
            self.page = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            self.viewer = self.find_viewer()
            self.until("viewer.viewport.getPageScreenRect(0).width > 0")
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        self.browser.terminate()
        self.browser.wait()
        self.profile.cleanup()

    def address(self) -> str:
        for _ in range(120):
            try:
                answer = json.load(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/json/version"))
                return answer["webSocketDebuggerUrl"]
            except OSError:
                time.sleep(0.5)
        raise SystemExit("error: Chromium does not answer")

    def call(self, method: str, session: str | None = None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"error: Chromium: {method}: {answer['error']}")
                return answer["result"]

    def find_viewer(self) -> str:
        """The session of the viewer: an extension of Chromium's, in a frame of the page."""
        for _ in range(60):
            for target in self.call("Target.getTargets", filter=[{}])["targetInfos"]:
                if target["url"].startswith("chrome-extension://"):
                    return self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
            time.sleep(0.5)
        raise SystemExit("error: Chromium shows no PDF viewer")

    def evaluate(self, expression: str):
        script = f"(async () => {{ const viewer = document.querySelector('pdf-viewer'); return {expression}; }})()"
        answer = self.call("Runtime.evaluate", self.viewer, expression=script, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value")

    def until(self, condition: str) -> None:
        for _ in range(120):
            if self.evaluate(f"!!(viewer && viewer.viewport && {condition})"):
                time.sleep(0.5)
                return
            time.sleep(0.5)
        raise SystemExit(f"error: Chromium's viewer is not ready: {condition}")

    def place(self, page: int, x: float, y: float, height: float) -> tuple[float, float]:
        """A place in points from the foot of a page, in pixels of the window; brought into view."""
        if page != self.shown:
            self.evaluate(f"viewer.viewport.goToPage({page})")
            self.shown = page
            time.sleep(0.5)
        rect = self.evaluate(f"JSON.parse(JSON.stringify(viewer.viewport.getPageScreenRect({page})))")
        # Where the pages begin in the window: below the toolbar, beside the sidebar.
        left, top = self.evaluate(
            "(box => [box.left, box.top])(viewer.shadowRoot.querySelector('#scroller, #main').getBoundingClientRect())"
        )
        scale = rect["height"] / height
        return left + rect["x"] + x * scale, top + rect["y"] + (height - y) * scale

    def click(self, at: tuple[float, float]) -> None:
        self.call("Input.dispatchMouseEvent", self.page, type="mouseMoved", x=at[0], y=at[1])
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", self.page, type=kind, x=at[0], y=at[1], button="left", clickCount=1)
        time.sleep(0.2)

    def type(self, words: str) -> None:
        for letter in words:
            self.call("Input.dispatchKeyEvent", self.page, type="char", text="\r" if letter == "\n" else letter)
        time.sleep(0.1)

    def picture(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot", self.page, format="png")["data"])

    def saved(self) -> bytes:
        """The form as the viewer saves it with what was filled in."""
        return base64.b64decode(self.evaluate(
            "viewer.currentController.save('EDITED').then(saved => "
            "btoa(Array.from(new Uint8Array(saved.dataToSave), byte => String.fromCharCode(byte)).join('')))"
        ))
