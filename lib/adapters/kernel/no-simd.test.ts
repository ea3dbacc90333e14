import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Prints whether there is SIMD, and the SHA-256 of all bodies of an example. */
const SCRIPT = `
import { createHash } from 'node:crypto';
const load = (path) => import('${ROOT}/lib/' + path);
const [{ hasSimd }, { readHeader, readRows }, { prepareEffects }, { connectors }, { isKnownColumn }, { prepareFile }] = await Promise.all([
  load('adapters/kernel/kernels.ts'), load('adapters/csv/csv-source.ts'), load('adapters/delivery/sha256.ts'),
  load('connectors/registry.ts'), load('core/record/plan.ts'), load('operations/delivery/prepare-file.ts'),
]);
const path = '${ROOT}/examples/conversions-10000.csv';
const [connector] = connectors;
const { header, delimiter, cursor } = await readHeader(path, { isKnown: isKnownColumn(connector.fields) });
const source = { header, rows: () => readRows(path, { delimiter, columnCount: header.length, from: cursor }) };
const limits = { maxEvents: 1000, maxBytes: 2_000_000, skipInvalidRecord: true };
const job = { mapping: {}, constants: {}, referenceTime: 1_795_000_000, ...limits };
const bodies = createHash('sha256');
for await (const { events } of prepareFile(job, { connector, source, effects: prepareEffects, firstWarnedAt: new Map() }).chunks(cursor))
  bodies.update(events.body);
console.log(JSON.stringify({ hasSimd, bodies: bodies.digest('hex') }));
`;

async function preparedWith(flags: readonly string[]): Promise<{ hasSimd: boolean; bodies: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--input-type=module', '--eval', SCRIPT]);
  return JSON.parse(stdout);
}

test.runIf(process.arch === 'x64')('a processor without SIMD prepares the same bodies as one with SIMD', async () => {
  const [withSimd, withoutSimd] = await Promise.all([preparedWith([]), preparedWith(['--no-enable-sse4-1'])]);
  expect(withSimd.hasSimd).toBe(true);
  expect(withoutSimd).toEqual({ hasSimd: false, bodies: withSimd.bodies });
});
