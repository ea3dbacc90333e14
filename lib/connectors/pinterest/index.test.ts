import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { createPrepare, type Prepare } from '../../core/preparation/prepare.ts';
import type { JsonValue } from '../../core/record/field.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { Row } from '../../core/record/row.ts';
import { pinterest } from './index.ts';
import { NOW } from './rows.test-kit.ts';
import { shapeRefusalOf } from './sandbox/body-check.ts';
import { HASHED_FIELDS } from './sandbox/published-shape.ts';

const { fields, recordRules: rules, oncePerFile } = pinterest;

const header = fields.flatMap(({ name, shape }) => (shape === 'single' ? [name] : [name, `${name}_1`, `${name}_7`]));
const plan = compilePlan(fields, header);

function newPrepare(): Prepare {
  return createPrepare({ plan, rules, oncePerFile, now: NOW, effects: prepareEffects });
}

function rowOf(cells: readonly string[]): Row {
  return { record: 1, line: 2, start: 0, end: 9, endLine: 2, missingCells: 0, cells };
}

const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Cells of every kind that is known to cause errors, and arbitrary text. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\\N',
    'NULL',
    '\u0085',
    '\u200b',
    '\ufeff',
    '-',
    '[',
    ']',
    '[]',
    '[""]',
    '["a"',
    '[1]',
    '{}',
  ),
  fc.constantFrom(
    '["\\ud800"]',
    '["a@b.c","a@b.c"]',
    '["e3b0c442"]',
    'a@b.c',
    'n/a',
    '0000',
    '...',
    'İ',
    '٣',
    '😀',
    '１',
  ),
  fc.constantFrom(
    'yes',
    'F',
    'US',
    '1990-02-29',
    '1e999',
    '1e99',
    '-1',
    '-0',
    '72.30',
    '9007199254740993',
    'web',
    'checkout',
  ),
  fc.constantFrom(
    '1760000000',
    '1760000000000',
    '2025-10-09 07:53:20.000 Mars/Olympus',
    '2025-03-30 02:30 Europe/Berlin',
  ),
  fc.constantFrom('f'.repeat(64), 'F'.repeat(64), 'a'.repeat(32), NOTHING, '__proto__', 'constructor'),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.json({ maxDepth: 2 }),
);
const nastyRow = fc.array(nasty, { minLength: header.length, maxLength: header.length }).map(rowOf);

/** Valid cells for their columns, in several spellings, or missing. */
const fitting = header.map((column) => {
  const { name, example } = fields.find((field) => column.replace(/_\d$/, '') === field.name) ?? {
    name: '',
    example: '',
  };
  const cell = example === 'now' ? String(NOW) : example;
  const spellings = [cell, ` ${cell} `, cell, ...(otherSpellings()[name] ?? [])];
  return fc.constantFrom(...spellings, ...(name.startsWith('event_') || name === 'action_source' ? [] : ['', '\\N']));
});
const fittingRow = fc.tuple(...fitting).map(rowOf);

function otherSpellings(): Record<string, string[]> {
  return {
    event_time: ['2025-10-09 07:53:20.000 UTC', '1.76e9'],
    event_name: ['LEAD', 'watch_video'],
    em: ['["a@b.c", "d@e.f"]', 'A'.repeat(64)],
    content_ids: ['["x", "y", "x"]', 'a,b', '東京'],
    value: ['5', '-0.50', '.5'],
    item_quantity: ['0', '20.0', '-1'],
    zp: ['SW1A 1AA'],
    ph: ['0812345678'],
  };
}

const HASHED: ReadonlySet<string> = new Set(HASHED_FIELDS);

/** The leaf values of an event, each with its key. */
function leavesOf(value: JsonValue, key = ''): [string, JsonValue][] {
  if (value === null || typeof value !== 'object') return [[key, value]];
  const inside = Array.isArray(value) ? value.map((one) => [key, one] as const) : Object.entries(value);
  return inside.length === 0 ? [[key, value]] : inside.flatMap(([name, one]) => leavesOf(one, name));
}

describe('any record', () => {
  const anyRow = fc.oneof(nastyRow, fittingRow);

  test('is prepared without throwing, and becomes the same event each time', () => {
    const reused = newPrepare();
    fc.assert(
      fc.property(anyRow, (row) => {
        const { event, errors } = reused(row);
        const again = newPrepare()(row);
        expect(JSON.stringify(again.event)).toBe(JSON.stringify(event));
        expect(again.errors).toEqual(errors);
      }),
    );
  });

  test('has no empty value and no malformed hash in its event', () => {
    const prepare = newPrepare();
    fc.assert(
      fc.property(anyRow, (row) => {
        const { event } = prepare(row);
        for (const [key, value] of Object.keys(event).length === 0 ? [] : leavesOf(event)) {
          expect(value).not.toBeNull();
          expect(typeof value).not.toBe('object');
          expect(value).not.toBe('');
          if (typeof value === 'number') expect(value).toSatisfy(Number.isSafeInteger);
          if (!HASHED.has(key)) continue;
          expect(value).toMatch(/^[0-9a-f]{64}$/);
          expect(value).not.toBe(NOTHING);
        }
      }),
    );
  });

  test('has the published shape, unless an error was found', () => {
    const prepare = newPrepare();
    let valid = 0;
    fc.assert(
      fc.property(anyRow, (row) => {
        const { event, errors } = prepare(row);
        if (errors.length > 0) return;
        valid += 1;
        expect(shapeRefusalOf({ data: [event] })?.message).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(valid).toBeGreaterThan(30);
  });

  test('has issues that name a column or field, and quote no value', () => {
    const prepare = newPrepare();
    const canary = fc.string({ maxLength: 8 }).map((around) => `${around}canary${around}`);
    const rows = fc.array(fc.oneof(canary, fc.constant('')), { minLength: header.length, maxLength: header.length });
    fc.assert(
      fc.property(rows, (cells) => {
        const { errors, warnings } = prepare(rowOf(cells));
        expect(errors.length).toBeGreaterThan(0);
        for (const issue of [...errors, ...warnings]) {
          expect(JSON.stringify(issue)).not.toContain('canary');
          if (issue.column === null) expect(issue.field).toBe('user_data');
          else expect(header).toContain(issue.column);
        }
      }),
    );
  });
});

test('times without a zone get one warning per file', () => {
  const prepare = newPrepare();
  const cells = header.map((column) =>
    column === 'event_time' ? '2025-10-09 07:53:20' : column === 'event_id' ? 'e' : '',
  );
  const warned = [1, 2, 3].map((record) => prepare({ ...rowOf(cells), record }).warnings.map(({ code }) => code));
  expect(warned).toEqual([['event_time_without_zone'], [], []]);
});

test('the test event has the published shape', () => {
  expect(shapeRefusalOf({ data: [pinterest.testEvent(NOW)] })).toBeUndefined();
});

test('the connector states the limits of a call', () => {
  expect(pinterest).toMatchObject({ type: 'pinterest_conversion', maxEventsPerCall: 1000, testCallsPerSecond: 10 });
});

test('the account of an export is its ad account ID, as a string', () => {
  expect(pinterest.accountOf(pinterest.parameters.parse({ ad_account_id: 549764609761 }))).toBe('549764609761');
});
