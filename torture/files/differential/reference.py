"""Python's csv as a reference: reads one JSON object per line, with a file in base64; prints its rows as JSON."""
import base64
import csv
import io
import json
import sys

csv.field_size_limit(sys.maxsize)
for line in sys.stdin:
    request = json.loads(line)
    text = base64.b64decode(request["file"]).decode(request["encoding"])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=request["delimiter"], strict=True)
    print(json.dumps([row for row in rows if row]), flush=True)
