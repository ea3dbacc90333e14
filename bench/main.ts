// npm run bench: measures every target of speed and memory, and the naive design for comparison. Options, after `--`:
// --smoke: a quick run of core and delivery, or of the parts given by --only
// --only PART: measures only this part; can be repeated. The parts are listed below
// --port PORT: the port of the console that is measured; 3150 by default
// --former COMMIT: also measures core and delivery of that commit, in turn with these sources
// --write: also writes the table, and the chart if delivery was measured, into docs
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '#lib/start/build.ts';
import { checkOut } from '../torture/kit/checkout.ts';
import { root } from '../torture/kit/process.ts';
import { measureAudience } from './audience.ts';
import { measureConsole } from './console.ts';
import { measureCore } from './core.ts';
import { type Growth, measureDelivery } from './delivery.ts';
import { measureFiles } from './files.ts';
import type { Row } from './kit/row.ts';
import { SMOKE, WHOLE } from './plan.ts';
import { markdownOf, plainOf, writeReport } from './report.ts';
import { measureReview } from './review.ts';

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    port: { type: 'string', default: '3150' },
    former: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});

const plan = values.smoke ? SMOKE : WHOLE;
const folder = await mkdtemp(join(tmpdir(), 'pintd-bench-'));
const former = values.former === undefined ? undefined : await checkOut(values.former, join(folder, 'former'));
let growth: readonly Growth[] = [];
const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  core: () => measureCore(folder, plan, former),
  delivery: async () => {
    const measured = await measureDelivery(folder, plan, former);
    growth = measured.growth;
    return measured.rows;
  },
  files: () => measureFiles(folder, plan),
  review: () => measureReview(plan),
  audience: () => measureAudience(folder, plan),
  console: async () => {
    await buildIfStale(root, new AbortController().signal, (line) => console.error(line));
    return measureConsole(folder, Number(values.port), plan);
  },
};
// By default, a quick run leaves out what takes long, such as the console's build and the tables of audiences.
const selected = values.only ?? (values.smoke ? ['core', 'delivery'] : Object.keys(parts));
const unknown = selected.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(parts).join(', ')}`);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (!selected.includes(name)) continue;
  console.error(`${name} …`);
  rows.push(...(await measure()));
}
await rm(folder, { recursive: true, force: true, maxRetries: 5 });

const gigabytes = Math.round(totalmem() / 2 ** 30);
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${gigabytes} GB, Node ${process.version}`;
console.log(`\n${plainOf(rows)}\n\n${machine}`);
if (values.write) await writeReport(markdownOf(rows, machine), growth);
process.exit(rows.every(({ isMet }) => isMet) ? 0 : 1);
