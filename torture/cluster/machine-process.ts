// Runs a worker as if on a machine of its own. Arguments: MACHINE SKEW CALLS
// The host is named MACHINE: workers look for ended processes only on their own host, so no other worker sees this one
// end. Its clock is wrong by SKEW milliseconds, and the file CALLS gets a line for each call the moment it begins.
import { createHash } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import type { StartedCall } from './calls.ts';

const [machine = '', skew = '0', calls = ''] = process.argv.slice(2);
const now = Date.now;
Date.now = () => now() + Number(skew);
os.hostname = () => machine;
syncBuiltinESMExports();

subscribe('undici:client:sendHeaders', (message) => {
  const { body } = (message as { request: { body: unknown } }).request;
  if (!(body instanceof Uint8Array)) return;
  const call: StartedCall = { at: now(), pid: process.pid, body: createHash('sha256').update(body).digest('hex') };
  appendFileSync(calls, `${JSON.stringify(call)}\n`);
});

await import('#lib/worker/main.ts');
