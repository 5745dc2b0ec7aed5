"""One simulated reader, who speaks Streamlit's protocol as a browser does."""

import asyncio
import random
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

FINISHED = 0
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader can ask for in a link."""

    periods: tuple[str, ...]
    areas: tuple[str, ...]
    metrics: tuple[str, ...]

    def link(self, chance: random.Random) -> str:
        """Draw a link: a period, and half of the time an area."""
        asked = {"period": chance.choice(self.periods), "metric": chance.choice(self.metrics)}
        if chance.random() < 0.5:
            asked["area"] = chance.choice(self.areas)
        return urlencode(asked)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page.

    Attributes:
        seconds: from the question to the last word of the answer.
        is_first: whether it opened the session.
        error: the link that failed, or what else went wrong; empty when nothing did.
    """

    seconds: float
    is_first: bool
    error: str


class SimulatedReader:
    """Opens a session, thinks, asks, and reads until the server has said everything."""

    def __init__(self, port: int, choices: Choices, chance: random.Random) -> None:
        self._url = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._choices = choices
        self._chance = chance
        self._names: dict[str, str] = {}

    async def read(self, *, runs: int, thinking: float, arriving: float) -> list[Run]:
        """Arrive within some seconds, then run that many pages, thinking before each."""
        await asyncio.sleep(self._chance.uniform(0, arriving))
        done: list[Run] = []
        try:
            async with connect(
                self._url, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
            ) as socket:
                done.append(await self._run(socket, link="", page="", is_first=True))
                for _ in range(runs):
                    await asyncio.sleep(self._chance.expovariate(1 / thinking))
                    link, page = (
                        self._choices.link(self._chance),
                        self._chance.choice([*self._names]),
                    )
                    done.append(await self._run(socket, link=link, page=page, is_first=False))
        except (ConnectionClosed, TimeoutError) as error:
            done.append(Run(PATIENCE, is_first=not done, error=repr(error)))
        return done

    async def _run(self, socket: ClientConnection, *, link: str, page: str, is_first: bool) -> Run:
        asked = BackMsg()
        asked.rerun_script.query_string = link
        asked.rerun_script.page_script_hash = page
        asked.rerun_script.context_info.locale = "zh-CN"
        began = time.perf_counter()
        await socket.send(asked.SerializeToString())
        error = ""
        while True:
            said = ForwardMsg()
            said.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), PATIENCE))
            kind = said.WhichOneof("type")
            if kind == "navigation":
                pages = said.navigation.app_pages
                self._names = {one.page_script_hash: one.url_pathname for one in pages}
            elif kind == "delta" and said.delta.new_element.HasField("exception"):
                error = f"/{self._names.get(page, '')}?{link}"
            elif kind == "script_finished":
                if said.script_finished != FINISHED:
                    error = error or f"status {said.script_finished}"
                return Run(time.perf_counter() - began, is_first=is_first, error=error)
