// The product in a process of its own, so that it may crash, hang and be measured: SANDBOX_URL, then tasks as messages.
import { createReadStream } from 'node:fs';
import { Random } from '../kit/random.ts';
import { differences } from './compare.ts';
import { corpus } from './corpus/all.ts';
import { type Examined, examine } from './examine.ts';
import { generate } from './generator/generate.ts';
import { faultsOf } from './generator/verdict.ts';
import { openProduct } from './product.ts';
import type { Report, Task } from './task.ts';

const product = await openProduct(process.argv[2] ?? '');
process.on('message', (task) => void carryOut(task as Task));
process.on('disconnect', () => void product.close().then(() => process.exit(0)));
process.send?.('ready');

async function carryOut(task: Task): Promise<void> {
  const startedAt = performance.now();
  const { faults, seen, crash } = await look(task).catch((error: unknown) => ({
    faults: [],
    seen: undefined,
    crash: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  process.send?.({
    faults,
    ...(crash !== undefined && { crash }),
    read: seen?.judged?.read ?? 0,
    isRefused: seen?.refusal !== undefined,
    milliseconds: performance.now() - startedAt,
    peakMemory: process.resourceUsage().maxRSS / 1024,
  } satisfies Report);
}

interface Looked {
  readonly faults: readonly string[];
  readonly seen: Examined;
  readonly crash?: string;
}

async function look(task: Task): Promise<Looked> {
  if (task.kind === 'generated') {
    const file = generate(new Random(task.seed));
    const seen = await examine(product, { ...file, content: () => file.bytes });
    return { seen, faults: faultsOf(file, seen, product) };
  }
  const made = corpus.find(({ name }) => name === task.name);
  if (!made) throw new Error(`There is no file ${task.name}.`);
  const seen = await examine(product, { ...made, content: () => createReadStream(task.path) });
  return { seen, faults: differences(made.expected, seen) };
}
