"""Python's csv as a reference: a JSON object a line in, with a file in base64; its rows as JSON out."""
import base64
import csv
import io
import json
import sys

csv.field_size_limit(sys.maxsize)
for line in sys.stdin:
    asked = json.loads(line)
    text = base64.b64decode(asked["file"]).decode(asked["encoding"])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=asked["delimiter"], strict=True)
    print(json.dumps([row for row in rows if row]), flush=True)
