"""The SDK's own client, which starts the server as an assistant does and talks to it over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys

from mcp import Client, StdioServerParameters


def with_client(folder, *options, talk):
    """What comes of talking to the server of a folder."""

    async def go():
        arguments = ["-m", "influence", "mcp", str(folder), *options]
        server = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with Client(server) as client:
            return await talk(client)

    return asyncio.run(go())


def asked(folder, *calls, options=()):
    """The answers to these calls, each a tool and its arguments; the text of a refusal where it was refused."""

    async def talk(client):
        return [await client.call_tool(tool, arguments) for tool, arguments in calls]

    return [answer_of(result) for result in with_client(folder, *options, talk=talk)]


def answer_of(result):
    text = result.content[0].text
    return text if result.is_error else json.loads(text)
