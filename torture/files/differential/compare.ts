import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readHeader, readRows } from '#lib/adapters/csv/csv-source.ts';
import { byteOrderMarkLength } from '#lib/adapters/csv/detect.ts';
import { Scanner } from '#lib/adapters/csv/scanner.ts';
import { makeSpool } from '#lib/adapters/csv/spool.ts';
import type { Row } from '#lib/core/record/row.ts';
import type { Random } from '../../kit/random.ts';
import { bytes, utf16be, utf16le } from '../bytes.ts';
import { randomStyle, render, text } from '../generator/valid-file.ts';
import type { Delimiter } from '../oracle/records.ts';
import { PythonCsv } from './python.ts';

/** Compares the product's reader with Python's on valid files. */

interface ValidFile {
  readonly bytes: Buffer;
  /** Python's name for the encoding. */
  readonly encoding: string;
  readonly delimiter: Delimiter;
}

/** Differences between the two readers over a number of files; empty if there are none. */
export async function differencesIn(fileCount: number, random: Random): Promise<readonly string[]> {
  const python = new PythonCsv();
  const folder = await mkdtemp(join(tmpdir(), 'pintd-differential-'));
  const differences: string[] = [];
  try {
    for (let n = 1; n <= fileCount; n++) {
      const part = random.for(String(n));
      const file = validFile(part);
      const expected = await python.rows(file.bytes, file.encoding, file.delimiter);
      const rowsByReader = await readAs(file, folder, part);
      for (const [reader, rows] of Object.entries(rowsByReader)) {
        if (!isDeepStrictEqual(rows, expected)) differences.push(`file ${n}, ${reader}: ${rows.length} rows`);
      }
    }
    return differences;
  } finally {
    python.close();
    await rm(folder, { recursive: true });
  }
}

function validFile(random: Random): ValidFile {
  const columns = random.between(1, 8);
  const header = Array.from({ length: columns }, (_, i) => random.pick([`c${i}`, `c,${i}`, `"c;${i}"`, `c\n${i}`]));
  const rows = random.pick([0, 1, 3, 20, 400]);
  const row = () => header.map(() => cellOf(random));
  const style = randomStyle(random);
  const content = render({ header, rows: Array.from({ length: rows }, row) }, style, random);
  const mark = '\ufeff';
  const [encoding, encoded] = random.pick<[string, () => Buffer]>([
    ['utf-8', () => bytes(content)],
    ['utf-8-sig', () => bytes(mark, content)],
    ['utf-16', () => utf16le(mark + content)],
    ['utf-16', () => utf16be(mark + content)],
  ]);
  return { bytes: encoded(), encoding, delimiter: style.delimiter };
}

/** A text without U+0001, because a file full of such control characters is refused as binary. */
function cellOf(random: Random): string {
  const cell = text(random).replaceAll('\u0001', '');
  return random.chance(0.01) ? cell.repeat(300) : cell;
}

/** The rows as read from disk, and as returned by the scanner for pieces of random length. */
async function readAs({ bytes: original, delimiter }: ValidFile, folder: string, random: Random) {
  const spool = join(folder, 'spool');
  await writeFile(join(folder, 'original'), original);
  await makeSpool(join(folder, 'original'), spool);
  const { header, cursor } = await readHeader(spool, { delimiter, isKnown: () => true });
  const blocks = await Array.fromAsync(readRows(spool, { delimiter, columnCount: header.length, from: cursor }));
  const inPieces = scanInRandomParts(await readFile(spool), delimiter, header.length, random);
  const fromDisk = blocks.flatMap(({ rows }) => rows.map(cellsOf));
  return { 'in pieces': inPieces.map(cellsOf), 'from disk': [inPieces[0]?.cells ?? [], ...fromDisk] };
}

function scanInRandomParts(spool: Buffer, delimiter: Delimiter, columnCount: number, random: Random): readonly Row[] {
  const scanner = new Scanner({ delimiter, columnCount });
  const rows: Row[] = [];
  const longest = random.pick([1, 3, 50, 5000]);
  for (let at = byteOrderMarkLength(spool); at < spool.length; ) {
    const end = at + random.between(1, longest);
    for (const block of scanner.push(spool.subarray(at, end))) rows.push(...block.rows);
    at = end;
  }
  for (const block of scanner.end()) rows.push(...block.rows);
  return rows;
}

/** A malformed record never equals a row of the reference. */
function cellsOf({ cells, fault }: Row): readonly string[] {
  return fault ? [`could not be read: ${fault.code}`] : cells;
}
