import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../core/record/field.ts';
import { carelessValues } from './careless-values.ts';
import { fields } from './fields.ts';
import { MINIMAL_RECORD, prepareCells } from './rows.test-kit.ts';

/** Returns the text instead of a hash, so that the event shows what would be hashed. */
const effects = { hash: (text: string) => text, isIp: (text: string) => isIP(text) !== 0 };

function prepared(field: string, cell: string) {
  const { em: _, ...withoutIdentifier } = MINIMAL_RECORD;
  const base = field === 'hashed_maids' ? withoutIdentifier : MINIMAL_RECORD;
  return prepareCells({ ...base, [field]: cell }, effects);
}

/** The value at a path in the event; for product fields, the first product's. */
function valueAt(event: JsonValue, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((place, key) => {
    const inside = Array.isArray(place) ? place[0] : place;
    return typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? (inside[key] ?? null) : null;
  }, event);
}

describe.each(fields.map(({ name, path }) => ({ name, path })))('$name', ({ name, path }) => {
  const values = carelessValues.get(name) ?? [];

  test('has at least five careless values', () => {
    expect(values.length).toBeGreaterThanOrEqual(5);
  });

  test.each(values)('$cell', ({ cell, sent, issues }) => {
    const { event, errors, warnings } = prepared(name, cell);
    expect([...errors, ...warnings].map(({ code }) => code).toSorted()).toEqual(issues.toSorted());
    const isRefused = errors.some(({ field }) => field === name);
    expect(isRefused ? undefined : valueAt(event, path)).toEqual(sent);
  });
});

describe('a placeholder', () => {
  const words = [
    ...[
      'n/a',
      'n.a.',
      'undefined',
      'unknown',
      '(unknown)',
      'not set',
      '(not set)',
      'not available',
      '(null)',
      '<null>',
    ],
    ...['(blank)', 'anonymous', 'no name', '[object Object]', 'k.A.', 'keine Angabe', 'unbekannt', 'inconnu'],
    ...[
      'desconocido',
      'desconhecido',
      '不明',
      '該当なし',
      '-',
      '--',
      '...',
      '?',
      '#N/A',
      '#REF!',
      '#DIV/0!',
      '#BEZUG!',
      '####',
    ],
  ];
  const nullWords = ['null', 'none', 'nil', 'NaN'];
  const spelled = (texts: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...texts), fc.constantFrom('', ' ', '\u00a0'), fc.integer({ min: 0, max: 2 }))
      .map(([text, blank, way]) => blank + [text, text.toUpperCase(), text.toLowerCase()][way] + blank);
  const hashed = fields.filter((field) => field.hashed).map(({ name }) => name);
  const valueIn = (name: string, cell: string) => {
    const { event, errors, warnings } = prepared(name, cell);
    const hasIssue = [...errors, ...warnings].some(({ field }) => field === name);
    return { value: valueAt(event, ['user_data', name]), hasIssue };
  };

  test('is never hashed, and is reported', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hashed.filter((name) => name !== 'em')), spelled(words), (name, cell) => {
        expect({ name, cell, ...valueIn(name, cell) }).toEqual({ name, cell, value: null, hasIssue: true });
      }),
      { numRuns: 300 },
    );
  });

  test('that may be a name is hashed only in names and towns, and is reported', () => {
    const names = new Set(['fn', 'ln', 'ct']);
    fc.assert(
      fc.property(fc.constantFrom(...hashed.filter((name) => name !== 'em')), spelled(nullWords), (name, cell) => {
        const value = names.has(name) ? [cell.trim().toLowerCase()] : null;
        expect({ name, cell, ...valueIn(name, cell) }).toEqual({ name, cell, value, hasIssue: true });
      }),
      { numRuns: 300 },
    );
  });
});
