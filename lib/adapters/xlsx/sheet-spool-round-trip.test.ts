import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFirstRows } from '../csv/csv-source.ts';
import { makeSheetSpool } from './sheet-spool.ts';
import { escapeXml, workbookBytes } from './workbook.test-kit.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** XML allows no control characters but line ends and tabs, and no lone surrogates. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(',', '"', '\n', '\r', '\t', ' ', 'ü', '表', '😀', '_x0041_', '<', '&'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
    ),
    maxLength: 12,
  })
  .filter((string) => !/_x[0-9A-Fa-f]{4}_/.test(string.replaceAll('_x0041_', '')));

const cell = fc.record({ text, kind: fc.constantFrom('shared', 'inline', 'formula') });
const row = fc.record({
  gap: fc.integer({ min: 0, max: 3 }),
  cells: fc.array(fc.option(cell, { nil: undefined }), { maxLength: 6 }),
});

test('rows that are written into a sheet are read back with their row numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const shared: string[] = [];
      const expected: (string | number)[][] = [];
      let line = 0;
      let xml = '';
      for (const { gap, cells } of rows) {
        line += gap + 1;
        const written = cells.map((each, i) => each && cellXml(each, `${'ABCDEF'[i]}${line}`, shared));
        xml += `<row r="${line}">${written.join('')}</row>`;
        const texts = cells.map((each) => each?.text.replaceAll('_x0041_', 'A') ?? '');
        while (texts.at(-1) === '') texts.pop();
        if (texts.length > 0) expected.push([line, ...texts]);
      }
      fc.pre(expected.length > 0);
      const original = join(folder, 'original');
      await writeFile(
        original,
        workbookBytes({ sheets: [{ rows: xml }], sharedStrings: shared.map((t) => `<t>${escapeXml(t)}</t>`) }),
      );
      await makeSheetSpool(original, join(folder, 'spool'), { isKnown: () => false });
      const read = await readFirstRows(join(folder, 'spool'), { delimiter: ',', limit: 100, isSheet: true });
      expect(read.map(({ line, cells }) => [line, ...cells])).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

function cellXml({ text, kind }: { text: string; kind: string }, reference: string, shared: string[]): string {
  if (kind === 'shared') return `<c r="${reference}" t="s"><v>${shared.push(text) - 1}</v></c>`;
  if (kind === 'formula') return `<c r="${reference}" t="str"><f>X</f><v>${escapeXml(text)}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}
