// The cheapest possible receiver: reads every body and responds that all of its events were processed.
// Arguments: [LATENCY_MS]
import { createServer } from 'node:http';

const latencyMs = Number(process.argv[2] ?? 0);
const EVENT = Buffer.from('{"event_name":');
const responseTexts = new Map<number, string>();
let [calls, events] = [0, 0];

const server = createServer((request, response) => {
  let count = 0;
  let lastBytes: Buffer = Buffer.alloc(0);
  request.on('data', (chunk: Buffer) => {
    // The start of an event may be split across two chunks; only the bytes around the border are copied.
    count += countIn(Buffer.concat([lastBytes, chunk.subarray(0, EVENT.length - 1)])) + countIn(chunk);
    lastBytes = endOf(Buffer.concat([lastBytes, endOf(chunk)]));
  });
  request.on('end', () => {
    calls += 1;
    events += count;
    const respond = () => response.writeHead(200, { 'content-type': 'application/json' }).end(responseTo(count));
    if (latencyMs === 0) respond();
    else setTimeout(respond, latencyMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
});
process.on('message', () => process.send?.({ calls, events }));
process.on('disconnect', () => process.exit(0));

/** The last bytes, which may be the incomplete start of an event. */
function endOf(bytes: Buffer): Buffer {
  return bytes.subarray(Math.max(0, bytes.length - EVENT.length + 1));
}

function countIn(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(EVENT); at !== -1; at = text.indexOf(EVENT, at + 1)) count += 1;
  return count;
}

function responseTo(count: number): string {
  const cached = responseTexts.get(count);
  if (cached !== undefined) return cached;
  const event = { status: 'processed', error_message: '', warning_message: '' };
  const results = Array.from({ length: count }, () => event);
  const text = JSON.stringify({ num_events_received: count, num_events_processed: count, events: results });
  responseTexts.set(count, text);
  return text;
}
