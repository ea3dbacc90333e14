// The product in a separate process, which can crash, hang and be measured: SANDBOX_URL. Tasks arrive as messages.
import { createReadStream } from 'node:fs';
import { type Examination, examine } from './examine.ts';
import { openProduct } from './product.ts';
import type { Report, Task } from './task.ts';

const product = await openProduct(process.argv[2] ?? '');
process.on('message', (task) => void runTask(task as Task));
process.on('disconnect', () => void product.close().then(() => process.exit(0)));
process.send?.('ready');

async function runTask({ path, ...format }: Task): Promise<void> {
  const startedAt = performance.now();
  const result = await examine(product, { ...format, content: () => createReadStream(path) }).then(
    (seen) => ({ seen: abridged(seen) }),
    (error: unknown) => ({ crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  const milliseconds = performance.now() - startedAt;
  process.send?.({ ...result, milliseconds, peakMemory: process.resourceUsage().maxRSS / 1024 } satisfies Report);
}

/** The result without the long lists of a giant file, and with the error as a plain object. */
function abridged({ refusal, validation, ...rest }: Examination): Examination {
  return {
    ...rest,
    ...(refusal && { refusal: { code: refusal.code, params: refusal.params } }),
    ...(validation && {
      validation: {
        read: validation.read,
        errors: validation.errors,
        first: validation.first,
        events: validation.events,
      },
    }),
  };
}
