import { hash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import { pinterest } from '../../connectors/pinterest/index.ts';
import type { Kernel } from '../../core/kernel/kernel.ts';
import {
  HASH_BYTES,
  IS_IRREGULAR,
  JSON_VALUE,
  MAX_KEY,
  NEEDS_BYTES,
  PIECE_WORDS,
  ROW_WORDS,
  SLOT_WORDS,
  TO_HASH,
} from '../../core/kernel/layout.ts';
import { KernelMemory } from '../../core/kernel/memory.ts';
import { BlockPreparer } from '../../core/preparation/block-preparer.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { type Row, rowOfCells } from '../../core/record/row.ts';
import { CELL_WORDS } from '../../core/record/row-block.ts';
import { prepareEffects } from '../delivery/sha256.ts';
import { PlainKernel } from './plain/plain-kernel.ts';
import { canRunWasm, WasmKernel } from './wasm-kernel.ts';

const RUNS = { numRuns: 3000 };

test('this machine can run the WebAssembly kernel, so that the tests compare both kernels', () => {
  expect(canRunWasm()).toBe(true);
});

describe('finds rows as the plain kernel does', () => {
  const COLUMNS = 3;
  const MAX_ROWS = 4;
  const MAX_BYTES = 60;

  /** What a kernel finds: the cells of each record as texts, and its words relative to the first byte. */
  function rowsFoundBy(kernel: Kernel, text: Uint8Array, isLast: boolean, delimiter: string) {
    const memory = new KernelMemory(kernel);
    const at = memory.allocate(text.length);
    const cells = memory.allocate(MAX_ROWS * COLUMNS * CELL_WORDS * 4);
    const rows = memory.allocate(MAX_ROWS * ROW_WORDS * 4);
    kernel.bytes.set(text, at);
    const count = kernel.index({
      at,
      end: at + text.length,
      isLast: isLast ? 1 : 0,
      delimiter: delimiter.charCodeAt(0),
      columnCount: COLUMNS,
      cells,
      rows,
      maxRows: MAX_ROWS,
      maxBytes: MAX_BYTES,
    });
    const found = Array.from({ length: count }, (_, row) => {
      const place = [...kernel.words.subarray(rows / 4 + row * ROW_WORDS, rows / 4 + (row + 1) * ROW_WORDS)];
      const texts = Array.from({ length: COLUMNS }, (_, column) => {
        const word = cells / 4 + (row * COLUMNS + column) * CELL_WORDS;
        return Buffer.from(
          kernel.bytes.subarray(at + (kernel.words[word] ?? 0), at + (kernel.words[word + 1] ?? 0)),
        ).toString('latin1');
      });
      return { place, texts };
    });
    return { found, next: kernel.output(0), reason: kernel.output(1), lines: kernel.output(2) };
  }

  const fragments = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom('"', '"', '""', ',', ',', '\n', '\r', '\r\n', 'a', ' ', '","', '"\n"', 'é', ';'),
    },
    { weight: 1, arbitrary: fc.constantFrom('\0', 'x'.repeat(17), 'x'.repeat(MAX_BYTES), '\ufffd') },
  );
  const texts = fc.array(fragments, { maxLength: 60 }).map((all) => Buffer.from(all.join('')));

  test('in any bytes', () => {
    const wasm = new WasmKernel();
    const plain = new PlainKernel();
    fc.assert(
      fc.property(
        fc.oneof(texts, fc.uint8Array({ maxLength: 80 })),
        fc.boolean(),
        fc.constantFrom(',', ';'),
        (...input) => {
          expect(rowsFoundBy(wasm, ...input)).toEqual(rowsFoundBy(plain, ...input));
        },
      ),
      RUNS,
    );
  });

  test.each([
    ['a,b,c\n', false, [['a', 'b', 'c']], NEEDS_BYTES],
    ['a\n', false, [['a', '', '']], NEEDS_BYTES],
    ['"a,b","",c\r\n', false, [['a,b', '', 'c']], NEEDS_BYTES],
    ['"a""b",""""\n', false, [['a"b', '"', '']], NEEDS_BYTES],
    ['a,b,c', false, [], NEEDS_BYTES],
    ['a,b,"c"', true, [['a', 'b', 'c']], NEEDS_BYTES],
    ['a,b,c,,\n', false, [['a', 'b', 'c']], NEEDS_BYTES],
    ['a,b,c,d\n', false, [], IS_IRREGULAR],
    ['a"b\n', false, [], IS_IRREGULAR],
    ['"a"b\n', false, [], IS_IRREGULAR],
    ['"a', true, [], IS_IRREGULAR],
    [`${'x'.repeat(61)}\n`, false, [], IS_IRREGULAR],
  ] as const)('in %j, at the end of the file: %s', (text, isLast, expected, reason) => {
    for (const kernel of [new WasmKernel(), new PlainKernel()]) {
      const result = rowsFoundBy(kernel, Buffer.from(text), isLast, ',');
      expect({ texts: result.found.map((row) => row.texts), reason: result.reason }).toEqual({
        texts: expected,
        reason,
      });
    }
  });
});

test.each([
  ['WebAssembly', () => new WasmKernel()],
  ['TypeScript', () => new PlainKernel()],
])('in %s, a text of an earlier block does not need its rule again', (_, newKernel) => {
  const kernel = newKernel();
  const memory = new KernelMemory(kernel);
  const bytes = memory.allocate(16);
  const slotCount = 2;
  const call = {
    cells: memory.store([0, 3]),
    stride: CELL_WORDS * 4,
    bytes,
    rowCount: 1,
    source: 1,
    empty: 0,
    mask: slotCount - 1,
    slots: memory.allocate((slotCount + 1) * SLOT_WORDS * 4),
    free: slotCount + 1,
    keys: memory.allocate((slotCount + 1) * MAX_KEY),
    pieces: memory.allocate((slotCount + 2) * PIECE_WORDS * 4),
    resolved: memory.allocate(4),
    found: memory.allocate(4),
  };
  kernel.bytes.set(Buffer.from('abc'), bytes);
  expect(kernel.resolve({ ...call, block: 1 })).toBe(1);
  const piece = kernel.words[call.resolved / 4] ?? 0;
  kernel.words[call.pieces / 4 + piece * PIECE_WORDS + 2] = JSON_VALUE; // what the rule made of it
  expect(kernel.resolve({ ...call, block: 2 })).toBe(0);
  expect(kernel.words[call.resolved / 4]).toBe(piece);
});

describe('hashes', () => {
  test.each([
    ['in WebAssembly', () => new WasmKernel()],
    ['in TypeScript', () => new PlainKernel()],
  ])('%s what fits into one block of SHA-256, and leaves the rest', (_, newKernel) => {
    const kernel = newKernel();
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 9 }), (texts) => {
        const memory = new KernelMemory(kernel);
        const addresses = texts.map((text) => {
          const at = memory.allocate(text.length);
          kernel.bytes.set(text, at);
          return at;
        });
        const pieces = memory.store([
          0,
          0,
          0,
          0,
          ...texts.flatMap((text, i) => [addresses[i] ?? 0, text.length, TO_HASH, 0]),
        ]);
        const queued = memory.store(texts.map((_, i) => i + 1));
        const free = memory.allocate(texts.length * HASH_BYTES);
        const long = kernel.hash({ queued, count: texts.length, pieces, values: 0, firstFree: 1, free });
        const isLong = (text: Uint8Array) => text.length > 55;
        expect([...kernel.words.slice(queued / 4, queued / 4 + long)]).toEqual(
          texts.flatMap((text, i) => (isLong(text) ? i + 1 : [])),
        );
        for (const [i, text] of texts.entries()) {
          if (isLong(text)) continue;
          const word = pieces / 4 + (i + 1) * PIECE_WORDS;
          const [at = 0, length = 0, flags] = kernel.words.subarray(word, word + 3);
          expect(flags).toBe(JSON_VALUE);
          expect(Buffer.from(kernel.bytes.subarray(at, at + length)).toString()).toBe(`"${hash('sha256', text)}"`);
        }
      }),
    );
  });
});

describe('prepares files as the plain kernel does', () => {
  const { fields, recordRules: rules, oncePerFile, identity } = pinterest;
  const names = ['event_name', 'action_source', 'event_time', 'event_id', 'em', 'em_1', 'ph', 'zp', 'country', 'fn'];
  const header = [...names, 'value', 'item_id', 'item_id_2', 'client_user_agent', 'client_ip_address'];
  const mapping = { fn: { field: 'fn', join: ['country'] } };
  const NOW = 1_760_000_000;

  /** Only a few different values. Some are longer than a slot, need escapes, are beyond ASCII, or are lists. */
  const cell = (column: string) =>
    fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'A',
        'a@b.example',
        '["a@b.example","C@d.example","a@b.example"]',
        'x'.repeat(200),
        'é"\\\n',
        '\\N',
      ),
      fc.constantFrom(
        '東京',
        '94107',
        '1234',
        'US',
        'us',
        '+1 202 555 0123',
        '1.5',
        '192.0.2.1',
        `${column}@${'y'.repeat(60)}.example`,
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
  const valid: Record<string, string> = {
    event_name: 'checkout',
    action_source: 'web',
    event_time: String(NOW),
    em: 'a@b.example',
    em_1: '',
    ph: '+1 202 555 0123',
    zp: '94107',
    country: 'US',
    value: '1.5',
    client_ip_address: '192.0.2.1',
  };
  const row = fc
    .tuple(
      ...header.map((column) =>
        fc.oneof({ weight: 12, arbitrary: fc.constant(valid[column] ?? 'e') }, { weight: 1, arbitrary: cell(column) }),
      ),
    )
    .map((cells) => rowOfCells(cells.map((text) => text.toWellFormed())));
  const files = fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });

  function preparerWith(kernel: Kernel, slotCount: number): BlockPreparer {
    const plan = compilePlan(fields, header, { mapping, constants: { currency: 'USD' } });
    const options = { plan, rules, oncePerFile, now: NOW, identity, effects: prepareEffects };
    return new BlockPreparer(options, { kernel, slotCount });
  }

  /** Events, digests and issues of all rows. */
  function preparedBy(preparer: BlockPreparer, blocks: readonly (readonly Row[])[]) {
    return blocks.flatMap((rows) => {
      const prepared = preparer.prepare(blockOfRows(rows));
      return rows.map((_, index) => {
        const errors = prepared.errorsOf(index);
        const warnings = prepared.warningsOf(index);
        if (errors.length > 0) return { errors, warnings };
        const at = prepared.eventAt(index);
        const json = Buffer.from(prepared.eventBytes(at, at + prepared.eventLength(index))).toString();
        return { json, digest: Buffer.from(prepared.digestOf(index)).toString('hex'), warnings };
      });
    });
  }

  const plain = { kernel: new PlainKernel() as Kernel };
  beforeEach(() => {
    plain.kernel = new PlainKernel();
  });

  test.each([0, 2, 8, 1024])('with %i slots for texts', (slots) => {
    let eventCount = 0;
    fc.assert(
      fc.property(files, (blocks) => {
        const found = preparedBy(preparerWith(new WasmKernel(), slots), blocks);
        expect(found).toEqual(preparedBy(preparerWith(plain.kernel, 0), blocks));
        eventCount += found.filter((record) => 'json' in record).length;
      }),
      { numRuns: 100 },
    );
    expect(eventCount).toBeGreaterThan(100);
  });

  test('with lists of any length, and events after them', () => {
    const phones = (first: number) =>
      JSON.stringify(
        Array.from({ length: 100 }, (_, part) =>
          Array.from({ length: 100 }, (_, index) => `+1 202 ${5_000_000 + first + part * 100 + index}`).join(', '),
        ),
      );
    const columns = ['event_name', 'action_source', 'event_time', 'event_id', 'em', 'ph', 'ph_1'];
    const plan = compilePlan(fields, columns);
    const rows = [phones(0), '+1 202 555 0123'].map((cell, index) =>
      rowOfCells(['checkout', 'web', String(NOW), `e${index}`, 'a@b.example', cell, index === 0 ? phones(9_900) : '']),
    );
    const options = { plan, rules, oncePerFile, now: NOW, identity, effects: prepareEffects };
    const [wasm, plain] = [new WasmKernel(), new PlainKernel()].map((kernel) =>
      preparedBy(new BlockPreparer(options, { kernel, slotCount: 8 }), [rows, rows]),
    );
    expect(wasm).toEqual(plain);
    expect(JSON.parse(wasm?.[0]?.json ?? '').user_data.ph).toHaveLength(19_900);
  });

  test('whose events need more memory than is reserved at first', () => {
    const long = 'long '.repeat(60_000);
    const rows = Array.from({ length: 30 }, (_, index) =>
      rowOfCells(
        header.map((column) => (column === 'client_user_agent' ? `${long}${index}` : (valid[column] ?? `e${index}`))),
      ),
    );
    const found = preparedBy(preparerWith(new WasmKernel(), 8), [rows, rows]);
    expect(found).toEqual(preparedBy(preparerWith(plain.kernel, 0), [rows, rows]));
    expect(found.every(({ json }) => json?.includes(long))).toBe(true);
  });
});
