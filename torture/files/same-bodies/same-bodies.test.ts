import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readHeader, readRows } from '#lib/adapters/csv/csv-source.ts';
import { prepareEffects, sha256 } from '#lib/adapters/delivery/sha256.ts';
import { connectors } from '#lib/connectors/registry.ts';
import type { Chunk } from '#lib/core/delivery/batch.ts';
import { outcomeRows, recordCountOf } from '#lib/core/delivery/outcome-table.ts';
import { UserError } from '#lib/core/errors.ts';
import type { Issue } from '#lib/core/issue.ts';
import { BY_NAME, isKnownColumn } from '#lib/core/record/plan.ts';
import { prepareFile } from '#lib/operations/delivery/prepare-file.ts';
import { type Case, cases, NOW } from './cases.ts';

/** The results from before bodies were written as bytes. README.md describes how the file was made. */
const BEFORE = join(import.meta.dirname, 'before.json');
/** Enough of a hash to distinguish bodies. */
const HASH_DIGITS = 16;

test('bodies and counters are the same as before bodies were written as bytes, except for intended changes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-same-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const results: Record<string, unknown> = {};
  for (const file of cases()) results[file.name] = await resultOf(file, join(folder, 'file.csv'));
  expect(results).toEqual(JSON.parse(await readFile(BEFORE, 'utf8')));
});

async function resultOf(file: Case, path: string) {
  await writeFile(path, file.content);
  try {
    return summaryOf(await Array.fromAsync(await chunksOf(file, path)));
  } catch (error) {
    if (error instanceof UserError) return { refused: error.code };
    throw error;
  }
}

async function chunksOf({ maxEvents, maxBytes, skipInvalid: skipInvalidRecord }: Case, path: string) {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector');
  const { header, delimiter, cursor } = await readHeader(path, { isKnown: isKnownColumn(connector.fields) });
  const source = { header, rows: () => readRows(path, { delimiter, columnCount: header.length, from: cursor }) };
  const job = { ...BY_NAME, referenceTime: NOW, skipInvalidRecord, maxEvents, maxBytes };
  return prepareFile(job, { connector, source, effects: prepareEffects, firstWarnedAt: new Map() }).chunks(cursor);
}

function summaryOf(chunks: readonly Chunk[]) {
  const withEvents = chunks.filter(({ events }) => events.count > 0);
  return {
    chunks: chunks.map(({ to }) => to.byte),
    bodies: withEvents.map(({ events }) => sha256(events.body).slice(0, HASH_DIGITS)),
    valid: withEvents.reduce((sum, { events }) => sum + events.count, 0),
    invalid: chunks.reduce((sum, { invalid }) => sum + recordCountOf(invalid), 0),
    issues: issuesIn(chunks),
    stopped: chunks.at(-1)?.mustStop ?? false,
  };
}

/** How often each issue code occurs, in invalid records and in warnings. */
function issuesIn(chunks: readonly Chunk[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const tables = chunks.flatMap(({ events, invalid }) => [events.warned, invalid]);
  for (const { code } of tables.flatMap(outcomeRows).flatMap(({ issues }) => JSON.parse(issues) as Issue[]))
    counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
