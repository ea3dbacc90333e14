import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { PlainKernel } from '../../adapters/kernel/plain/plain-kernel.ts';
import { isLeftOut } from '../issue.ts';
import { BlockPreparer } from '../preparation/block-preparer.ts';
import { createPrepare } from '../preparation/prepare.ts';
import type { PrepareOptions } from '../preparation/prepare-options.ts';
import type { Clean, FieldSpec } from '../record/field.ts';
import { compilePlan, type Plan } from '../record/plan.ts';
import type { Cursor, Row } from '../record/row.ts';
import type { RowBlock } from '../record/row-block.ts';
import { type Chunk, type ChunkLimits, cutChunks, type Preparation } from './batch.ts';
import { type OutcomeTable, outcomeRows, type RecordOutcome, recordNumbers } from './outcome-table.ts';

const START: Cursor = { byte: 40, record: 0, line: 1 };
const HEAD = '{"data":[';
const TAIL = ']}';

/** A text that begins with `bad` is invalid, one that begins with `odd` gets a warning, and any other is valid. */
const clean: Clean = (text, cell) => {
  if (text.startsWith('bad')) return cell.error('bad');
  if (text.startsWith('odd')) cell.warn('odd');
  return text;
};

function fieldNamed(name: string): FieldSpec {
  const base = {
    group: 'g',
    type: 'string',
    shape: 'single',
    isHashed: false,
    isRequired: false,
    example: 'x',
  } as const;
  return { ...base, name, path: [name], clean, matchValues: ['a'] };
}

function optionsFor(plan: Plan): PrepareOptions {
  return { plan, rules: [], oncePerFile: new Set(), now: 0, identity: ['text'], effects: prepareEffects };
}

/** The mapping leaves out records with the text `out`. */
const mapping = { text: { field: 'text', values: { out: null } } };
const options = optionsFor(compilePlan([fieldNamed('text')], ['text'], { mapping, constants: {} }));
const frame = { head: HEAD, tail: TAIL };

function newPreparation(prepareOptions = options): Preparation {
  const preparer = new BlockPreparer(prepareOptions, { kernel: new PlainKernel(), slotCount: 8 });
  return { prepare: (block) => preparer.prepare(block), frame, effects: prepareEffects };
}

function limitsOf(limits: Partial<ChunkLimits>): ChunkLimits {
  return { maxEvents: 1000, maxBytes: 2_000_000, skipInvalid: true, ...limits };
}

/** Consecutive rows; every third one spans two lines. */
function rowsOf(texts: readonly string[]): Row[] {
  let { byte, line } = START;
  return texts.map((text, index) => {
    const start = byte + 1;
    const end = start + Buffer.byteLength(text);
    const endLine = line + 1 + (index % 3 === 0 ? 1 : 0);
    const row = { record: index + 1, line: line + 1, start, end, endLine, missingCells: 0, cells: [text] };
    byte = end;
    line = endLine;
    return row;
  });
}

async function* blocksOf(rows: readonly Row[], size: number): AsyncGenerator<RowBlock> {
  yield blockOfRows([]);
  for (let index = 0; index < rows.length; index += size) yield blockOfRows(rows.slice(index, index + size));
}

function cut(rows: readonly Row[], limits: Partial<ChunkLimits>, from = START, blockSize = 10): Promise<Chunk[]> {
  return Array.fromAsync(cutChunks(blocksOf(rows, blockSize), from, newPreparation(), limitsOf(limits)));
}

function recordsOf({ events, invalid, leftOut }: Chunk): number[] {
  const unsent = [...recordNumbers(invalid), ...recordNumbers(leftOut)];
  return [...events.indexes.map((index) => events.recordNumberAt(index)), ...unsent].sort((a, b) => a - b);
}

function bodyOf({ events }: Chunk): string {
  return Buffer.from(events.body).toString();
}

/** The valid records of a chunk with their events from its body. */
function readyOf({ events }: Chunk) {
  return events.indexes.map((index) => {
    const json = Buffer.from(events.jsonAt(index));
    return { ...events.recordAt(index), json: json.toString(), bytes: json.length };
  });
}

const invalidOf = ({ invalid }: Chunk) => outcomesIn(invalid);

function outcomesIn(table: OutcomeTable): RecordOutcome[] {
  return outcomeRows(table).map((row) => ({ ...row, issues: JSON.parse(row.issues) }));
}

const prepareAlone = createPrepare(options);

/** A record, prepared without other records. */
function preparedAlone(row: Row) {
  const { record, line, start, end } = row;
  const { event, errors, warnings } = prepareAlone(row);
  const json = JSON.stringify(event);
  const status = errors.length === 0 ? 'valid' : isLeftOut(errors) ? 'not_sent' : 'invalid';
  const place = { record, line, start, end };
  return { place, status, json, bytes: Buffer.byteLength(json), warnings, issues: [...errors, ...warnings] };
}

function identityIn(json: string): string {
  return String(JSON.parse(json).text ?? '');
}

const cell = fc.oneof(
  fc.constantFrom('bad', 'odd', 'out', '東京 😀', 'é'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const files = fc.array(cell, { maxLength: 60 }).map(rowsOf);
const bounds = fc.record({ maxEvents: fc.integer({ min: 1, max: 9 }), maxBytes: fc.integer({ min: 12, max: 400 }) });
const blockSizes = fc.integer({ min: 1, max: 70 });

test('records with the same issue share one text, although their cells differ', async () => {
  const [chunk] = await cut(rowsOf(['bad 1', 'odd 1', 'bad 2', 'odd 2', 'bad 3']), {});
  expect(chunk?.invalid.shared.map(({ issues }) => issues)).toEqual([
    JSON.stringify([{ severity: 'error', code: 'bad', column: 'text', field: 'text' }]),
  ]);
  expect(chunk?.events.warned.shared).toHaveLength(1);
});

describe('chunks of any file', () => {
  test('cover the file without gap or overlap, from the start to the last record', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, async (rows, limits) => {
        const chunks = await cut(rows, limits);
        const last = rows.at(-1);
        const end = last ? { byte: last.end, record: last.record, line: last.endLine } : START;
        expect([START, ...chunks.map(({ to }) => to)]).toEqual([...chunks.map(({ from }) => from), end]);
        for (const { from, to } of chunks) expect(to.record).toBeGreaterThan(from.record);
      }),
    );
  });

  test('contain every record once, valid, invalid or left out, in file order with its position', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, async (rows, limits) => {
        const chunks = await cut(rows, limits);
        expect(chunks.flatMap(recordsOf)).toEqual(rows.map(({ record }) => record));
        const prepared = rows.map(preparedAlone);
        const valid = prepared.filter(({ status }) => status === 'valid');
        expect(chunks.flatMap(readyOf)).toEqual(
          valid.map(({ place, json, bytes, warnings }) => ({ ...place, json, bytes, warnings })),
        );
        const digests = chunks.flatMap(({ events }) => [...events.digests]);
        expect(digests).toEqual([...prepareEffects.digestsOf(valid.map(({ json }) => identityIn(json)))]);
        const unsent = (wanted: string) =>
          prepared.flatMap(({ status, place, issues }) => (status === wanted ? { ...place, status, issues } : []));
        expect(chunks.flatMap(invalidOf)).toEqual(unsent('invalid'));
        expect(chunks.flatMap((chunk) => outcomesIn(chunk.leftOut))).toEqual(unsent('not_sent'));
        const warned = valid.filter(({ warnings }) => warnings.length > 0);
        expect(chunks.flatMap(({ events }) => outcomesIn(events.warned))).toEqual(
          warned.map(({ place, warnings }) => ({ ...place, status: 'not_sent', issues: warnings })),
        );
        for (const { mustStop } of chunks) expect(mustStop).toBe(false);
      }),
    );
  });

  test('respect the limits of events and bytes; an event too large for any body has a body of its own', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, async (rows, limits) => {
        for (const chunk of await cut(rows, limits)) {
          const { count, body } = chunk.events;
          expect(count).toBeLessThanOrEqual(limits.maxEvents);
          if (count > 1) expect(body.length).toBeLessThanOrEqual(limits.maxBytes);
          const jsons = readyOf(chunk).map(({ json }) => json);
          expect(bodyOf(chunk)).toBe(count === 0 ? '' : HEAD + jsons.join(',') + TAIL);
        }
      }),
    );
  });

  test('do not depend on the block size', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, fc.boolean(), blockSizes, async (rows, limits, skipInvalid, size) => {
        const chunks = await cut(rows, { ...limits, skipInvalid }, START, size);
        expect(chunks).toEqual(await cut(rows, { ...limits, skipInvalid }, START, rows.length + 1));
      }),
    );
  });

  test('are the same when cutting restarts after any of them', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, blockSizes, async (rows, limits, size) => {
        const chunks = await cut(rows, limits);
        for (const [index, { to }] of chunks.entries()) {
          expect(await cut(rows.slice(to.record), limits, to, size)).toEqual(chunks.slice(index + 1));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('end after the first invalid record if invalid records are not skipped', async () => {
    await fc.assert(
      fc.asyncProperty(files, bounds, async (rows, limits) => {
        const chunks = await cut(rows, { ...limits, skipInvalid: false });
        const firstBad = rows.findIndex(({ cells: [text] }) => text === 'bad');
        const read = firstBad < 0 ? rows : rows.slice(0, firstBad + 1);
        expect(chunks.flatMap(recordsOf)).toEqual(read.map(({ record }) => record));
        expect(chunks.map(({ mustStop }) => mustStop)).toEqual(
          chunks.map((_, index) => firstBad >= 0 && index === chunks.length - 1),
        );
        expect(chunks.flatMap(invalidOf).length).toBe(firstBad < 0 ? 0 : 1);
      }),
    );
  });
});

test('a subset of events gets its own body with unchanged bytes', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.func(fc.boolean()), async (rows, isKept) => {
      for (const chunk of await cut(rows, {})) {
        const { events } = chunk;
        const subset = events.filter((index) => isKept(events.recordNumberAt(index)));
        const kept = readyOf(chunk).filter(({ record }) => isKept(record));
        expect(readyOf({ ...chunk, events: subset })).toEqual(kept);
        const identities = kept.map(({ json }) => identityIn(json));
        expect([...subset.digests]).toEqual([...prepareEffects.digestsOf(identities)]);
        const jsons = kept.map(({ json }) => json);
        expect(bodyOf({ ...chunk, events: subset })).toBe(kept.length === 0 ? '' : HEAD + jsons.join(',') + TAIL);
      }
    }),
  );
});

describe('cutChunks', () => {
  const repeat = (text: string, times: number) => rowsOf(Array.from({ length: times }, () => text));
  const sizes = (chunks: readonly Chunk[]) => chunks.map(({ events }) => events.count);

  test('makes no chunk from no rows', async () => {
    expect(await cut([], {})).toEqual([]);
  });

  test('fills a call to the last event', async () => {
    expect(sizes(await cut(repeat('a', 2000), { maxEvents: 1000 }))).toEqual([1000, 1000]);
    expect(sizes(await cut(repeat('a', 2001), { maxEvents: 1000 }))).toEqual([1000, 1000, 1]);
  });

  test('fills a body to the last byte', async () => {
    const bytesOfThree = Buffer.byteLength(bodyOf((await cut(repeat('東', 3), {}))[0]!));
    expect(sizes(await cut(repeat('東', 6), { maxBytes: bytesOfThree }))).toEqual([3, 3]);
    expect(sizes(await cut(repeat('東', 6), { maxBytes: bytesOfThree - 1 }))).toEqual([2, 2, 2]);
  });

  test('gives an event that is too large for any body a chunk of its own, and continues', async () => {
    expect(sizes(await cut(rowsOf(['a', 'x'.repeat(500), 'b', 'c']), { maxBytes: 100 }))).toEqual([1, 1, 2]);
  });

  test('ends a chunk after a bounded number of records if few are valid', async () => {
    const chunks = await cut(repeat('bad', 12_000), {}, START, 700);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.at(-1)?.to.record).toBe(12_000);
  });

  test.each(['errors', 'warnings'])(
    'ends a chunk after a bounded number of issues if records have many %s',
    async (kind) => {
      const names = Array.from({ length: 900 }, (_, index) => `field_${index}`);
      const cells = names.map(() => (kind === 'errors' ? 'bad' : 'odd'));
      const blocks = blocksOf(
        repeat('a', 100).map((row) => ({ ...row, cells })),
        10,
      );
      const preparation = newPreparation(optionsFor(compilePlan(names.map(fieldNamed), names)));
      const chunks = await Array.fromAsync(cutChunks(blocks, START, preparation, limitsOf({})));
      expect(chunks.map((chunk) => recordsOf(chunk).length)).toEqual([23, 23, 23, 23, 8]);
    },
  );

  test('reads no further than the block in which it stops', async () => {
    let blocks = 0;
    let closed = false;
    async function* source(): AsyncGenerator<RowBlock> {
      try {
        for (const row of rowsOf(['a', 'bad', 'b', 'c'])) {
          blocks += 1;
          yield blockOfRows([row]);
        }
      } finally {
        closed = true;
      }
    }
    const chunks = await Array.fromAsync(
      cutChunks(source(), START, newPreparation(), limitsOf({ skipInvalid: false })),
    );
    expect(chunks).toMatchObject([{ mustStop: true, events: { count: 1 } }]);
    expect(chunks.flatMap(invalidOf).map(({ record }) => record)).toEqual([2]);
    expect({ blocks, closed }).toEqual({ blocks: 2, closed: true });
  });
});
