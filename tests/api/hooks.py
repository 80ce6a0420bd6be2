"""How a PDF is sent: as its bytes."""

import schemathesis


@schemathesis.serializer("application/pdf")
def pdf(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode()
