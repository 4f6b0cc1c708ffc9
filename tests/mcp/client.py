"""The SDK's own client: it starts the server as an assistant does and talks to it over standard input and output.

What does not depend on how the command is started, it asks of a server in its own process.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys

from mcp import Client, StdioServerParameters

import influence
from influence.mcp.folder import Folder
from influence.mcp.server import server


def with_client(folder, *options, talk):
    """What comes of talking to the server of a folder."""
    arguments = ["-m", "influence", "mcp", str(folder), *options]
    return _talked(StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ)), talk)


def _talked(there, talk):
    async def go():
        async with Client(there) as client:
            return await talk(client)

    return asyncio.run(go())


def asked(folder, *calls, options=()):
    """The answers to these calls, each a tool and its arguments; the text of a refusal where it was refused."""
    return list(map(answer_of, with_client(folder, *options, talk=_calling(calls))))


def asked_here(folder, *calls):
    """The same of a server in this process."""
    here = server(Folder(folder, lambda: influence.read.tables(folder)))
    return list(map(answer_of, _talked(here, _calling(calls))))


def _calling(calls):
    async def talk(client):
        return [await client.call_tool(tool, arguments) for tool, arguments in calls]

    return talk


def answer_of(result):
    text = result.content[0].text
    return text if result.is_error else json.loads(text)
