"""What the description of the API cannot say: how a PDF is sent, and that a span of days ends no earlier than it begins."""

from datetime import date

import schemathesis


@schemathesis.serializer("application/pdf")
def pdf(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def map_query(ctx, query):
    """Puts the two days of a span in order, as the server refuses one that ends before it begins."""
    if isinstance(query, dict):
        try:
            begins, ends = date.fromisoformat(query["from"]), date.fromisoformat(query["to"])
        except (KeyError, TypeError, ValueError):
            return query
        if ends < begins:
            return {**query, "from": query["to"], "to": query["from"]}
    return query
