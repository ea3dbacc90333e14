// The product in a process of its own, so that it may crash, hang and be measured: SANDBOX_URL, then tasks as messages.
import { createReadStream } from 'node:fs';
import { type Examined, examine } from './examine.ts';
import { openProduct } from './product.ts';
import type { Report, Task } from './task.ts';

const product = await openProduct(process.argv[2] ?? '');
process.on('message', (task) => void carryOut(task as Task));
process.on('disconnect', () => void product.close().then(() => process.exit(0)));
process.send?.('ready');

async function carryOut({ path, ...said }: Task): Promise<void> {
  const startedAt = performance.now();
  const found = await examine(product, { ...said, content: () => createReadStream(path) }).then(
    (seen) => ({ seen: inShort(seen) }),
    (error: unknown) => ({ crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  const milliseconds = performance.now() - startedAt;
  process.send?.({ ...found, milliseconds, peakMemory: process.resourceUsage().maxRSS / 1024 } satisfies Report);
}

/** Without what a giant has by the hundred thousand, and an error as a plain object. */
function inShort({ refusal, judged, ...rest }: Examined): Examined {
  return {
    ...rest,
    ...(refusal && { refusal: { code: refusal.code, params: refusal.params } }),
    ...(judged && { judged: { read: judged.read, errors: judged.errors, first: judged.first, events: judged.events } }),
  };
}
