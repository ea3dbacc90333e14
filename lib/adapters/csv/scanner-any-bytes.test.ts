import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cursor, Row } from '../../core/record/row.ts';
import { findFault, fitCells, splitCells } from './cells.ts';
import { scanInChunks } from './scan.test-kit.ts';

/** Small enough for random bytes to exceed it. */
const MAX_RECORD_BYTES = 40;

const options = { delimiter: ',', columnCount: 3, maxRecordBytes: MAX_RECORD_BYTES } as const;
const fragment = fc
  .oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom('"', '"', '""', ',', ',', '\n', '\r', '\r\n', 'a', ' ', '","', '"\n"', 'é', '日'),
    },
    { weight: 1, arbitrary: fc.constantFrom('\ufffd', '\0', 'x'.repeat(30), 'x'.repeat(MAX_RECORD_BYTES)) },
  )
  .map((text) => Buffer.from(text));
const broken = fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes));
const anyBytes = fc
  .array(fc.oneof({ weight: 15, arbitrary: fragment }, { weight: 1, arbitrary: broken }), { maxLength: 80 })
  .map((fragments) => Buffer.concat(fragments));
const withCuts = anyBytes.chain((bytes) =>
  fc.tuple(
    fc.constant(bytes),
    fc.array(fc.nat(bytes.length), { maxLength: 20 }).map((cuts) => cuts.toSorted((a, b) => a - b)),
  ),
);

const RUNS = { numRuns: 500 };

const CELL = '(?:"(?:[^"]|"")*"|[^",\r\n]*)';
const RECORD = new RegExp(`${CELL}(?:,${CELL})*(?=[\r\n]|$)`, 'y');

/**
 * A second implementation of the rules, slow and without chunks. A record is what the grammar of RFC 4180 matches from
 * its start, within the limit. If nothing matches, or if it has too many cells, the record is the line.
 */
function readByGrammar(bytes: Buffer): Omit<Row, 'fault' | 'missingCells'>[] {
  const text = bytes.toString('latin1');
  const rows: Omit<Row, 'fault' | 'missingCells'>[] = [];
  let line = 1;
  for (let start = 0; start < text.length; ) {
    const [lineEnd] = /^(?:\r\n|\r|\n)/.exec(text.slice(start)) ?? [];
    if (lineEnd) {
      start += lineEnd.length;
      line++;
      continue;
    }
    const { covered, cells } = recordAt(text, start);
    const endLine = line + (covered.match(/\r\n|\r|\n/g)?.length ?? 0);
    rows.push({ record: rows.length + 1, line, start, end: start + covered.length, endLine, cells });
    start += covered.length;
    line = endLine;
  }
  return rows;
}

/** The text that a record covers, and its cells. */
function recordAt(text: string, start: number): { readonly covered: string; readonly cells: string[] } {
  RECORD.lastIndex = start;
  const matched = RECORD.exec(text)?.[0];
  const decoded = matched === undefined || matched.length > MAX_RECORD_BYTES ? undefined : decode(matched);
  const ownLine = text.slice(start).match(/^[^\r\n]*/)?.[0] ?? '';
  const covered = decoded && decoded.fault?.code !== 'too_many_cells' ? (matched ?? '') : ownLine;
  const asIs = ownLine.length > MAX_RECORD_BYTES ? [] : Buffer.from(ownLine, 'latin1').toString().split(',');
  const cells = decoded && (!decoded.fault || covered === matched) ? decoded.cells : asIs;
  fitCells(cells, options.columnCount, ',');
  return { covered, cells };
}

function decode(record: string) {
  const text = Buffer.from(record, 'latin1').toString();
  const cells = splitCells(text, ',', 0);
  return { cells, fault: findFault(text, cells, options.columnCount) };
}

const withoutFaults = (rows: Row[]) => rows.map(({ fault: _, missingCells: __, ...row }) => row);

test('any bytes yield the rows that the grammar finds', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(withoutFaults(scanInChunks(bytes, options))).toEqual(readByGrammar(bytes));
    }),
    RUNS,
  );
});

test('chunk boundaries do not matter', () => {
  fc.assert(
    fc.property(withCuts, ([bytes, cuts]) => {
      const whole = scanInChunks(bytes, options);
      expect(scanInChunks(bytes, options, cuts)).toEqual(whole);
      expect(scanInChunks(bytes, options, [...bytes.keys()])).toEqual(whole);
    }),
    RUNS,
  );
});

test('reading from any row yields the remaining rows', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const rows = scanInChunks(bytes, options);
      rows.forEach((row, i) => {
        const from: Cursor = { byte: row.end, record: row.record, line: row.endLine };
        expect(scanInChunks(bytes.subarray(row.end), { ...options, from })).toEqual(rows.slice(i + 1));
      });
    }),
    RUNS,
  );
});

test('every non-blank line belongs to one record, and a record whose end is uncertain is one line', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const rows = scanInChunks(bytes, options);
      const lines = bytes.toString('latin1').split(/\r\n|\r|\n/);
      const covered = rows.flatMap((row) => Array.from({ length: row.endLine - row.line + 1 }, (_, i) => row.line + i));
      expect(covered).toEqual([...new Set(covered)]);
      const nonBlank = lines.flatMap((line, i) => (line === '' ? [] : [i + 1]));
      expect(nonBlank.filter((line) => !covered.includes(line))).toEqual([]);
      for (const row of rows) {
        expect(row.cells).toHaveLength(options.columnCount);
        const hasKnownEnd = !row.fault || row.fault.code === 'bad_encoding' || row.fault.code === 'nul_character';
        if (!hasKnownEnd) expect(row.endLine).toBe(row.line);
      }
    }),
    RUNS,
  );
});
