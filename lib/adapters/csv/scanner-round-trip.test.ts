import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DELIMITERS } from '../../core/upload/file-format.ts';
import { scanInChunks } from './scan.test-kit.ts';

const delimiter = fc.constantFrom(...DELIMITERS);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** Any content of a cell except NUL and U+FFFD, which are faults, and lone surrogates, which cannot be written. */
const anyCell = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 3,
    arbitrary: fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '日', '\t', ';'), maxLength: 8 }),
  },
);
const cell = anyCell.filter((text) => !/[\0\ufffd]/.test(text));
const gridOf = (cells: fc.Arbitrary<string>) =>
  fc
    .integer({ min: 1, max: 5 })
    .chain((columns) => fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), { maxLength: 12 }));

const lineEndsIn = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

test('every written grid is read back, whatever the chunks, and every row has its position', () => {
  const style = fc.record({ delimiter, record_delimiter: lineEnd, quoted: fc.boolean(), eof: fc.boolean() });
  fc.assert(
    fc.property(
      gridOf(cell),
      style,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
      (grid, options, places) => {
        // Without quotes, a row of one empty cell would be a blank line, and a cell with a lone CR a line end.
        const written = grid.map((cells) =>
          stringify([cells], { ...options, quoted_match: /[\r\n]/, quoted_empty: true, eof: false }),
        );
        const bytes = Buffer.from(
          written.join(options.record_delimiter) + (options.eof ? options.record_delimiter : ''),
        );
        const cuts = places.map((place) => Math.floor(place * bytes.length)).sort((a, b) => a - b);

        let start = 0;
        let line = 1;
        const expected = grid.map((cells, i) => {
          const end = start + Buffer.byteLength(written[i]!);
          const endLine = line + lineEndsIn(cells.join('x'));
          const row = { record: i + 1, line, start, end, endLine, cells, missingCells: 0 };
          start = end + options.record_delimiter.length;
          line = endLine + 1;
          return row;
        });
        expect(scanInChunks(bytes, { delimiter: options.delimiter, columnCount: grid[0]?.length ?? 1 }, cuts)).toEqual(
          expected,
        );
      },
    ),
    { numRuns: 1000 },
  );
});

test('a stray quote affects only its own line', () => {
  const plainCell = cell.map((text) => text.replace(/[\r\n]/g, ' '));
  const grids = gridOf(plainCell).filter((grid) => grid.length > 0);
  const style = fc.record({ delimiter, record_delimiter: lineEnd, quoted: fc.boolean() });
  fc.assert(
    fc.property(grids, style, fc.nat(), fc.nat(), (grid, options, where, offset) => {
      const lines = grid.map((cells) => stringify([cells], { ...options, quoted_empty: true, eof: false }));
      const broken = where % lines.length;
      const line = lines[broken]!;
      const at = offset % (line.length + 1);
      const text = lines.with(broken, `${line.slice(0, at)}"${line.slice(at)}`).join(options.record_delimiter);

      const columnCount = grid[0]!.length;
      const rows = scanInChunks(Buffer.from(text), { delimiter: options.delimiter, columnCount });
      expect(rows.map((row) => row.line)).toEqual(grid.map((_, i) => i + 1));
      expect(rows[broken]?.fault?.code).toBeOneOf(['stray_quote', 'unclosed_quote']);
      expect(rows.map((row) => row.cells).toSpliced(broken, 1)).toEqual(grid.toSpliced(broken, 1));
    }),
    { numRuns: 1000 },
  );
});

test('a file may be split at every byte', () => {
  const bytes = Buffer.from('\ufeff日本,"é\r\n""😀"\r\n\r\n"a"x,b\rc,"d');
  const whole = scanInChunks(bytes, { delimiter: ',', columnCount: 2 });
  expect(whole.map((row) => row.line)).toEqual([1, 4, 5]);
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(scanInChunks(bytes, { delimiter: ',', columnCount: 2 }, [cut])).toEqual(whole);
  }
});
