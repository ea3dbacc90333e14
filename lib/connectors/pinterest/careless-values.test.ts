import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../core/field.ts';
import { carelessValues } from './careless-values.ts';
import { fields } from './fields.ts';
import { LEAST, prepareCells } from './rows.test-kit.ts';

/** A text instead of its hash: what would be hashed is seen in the event. */
const effects = { hash: (text: string) => text, isIp: (text: string) => isIP(text) !== 0 };

function prepared(field: string, cell: string) {
  const { em: _, ...withoutIdentifier } = LEAST;
  const base = field === 'hashed_maids' ? withoutIdentifier : LEAST;
  return prepareCells({ ...base, [field]: cell }, effects);
}

/** The value at a place in the event, of a product the first one's. */
function valueAt(event: JsonValue, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((place, key) => {
    const inside = Array.isArray(place) ? place[0] : place;
    return typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? (inside[key] ?? null) : null;
  }, event);
}

describe.each(fields.map(({ name, path }) => ({ name, path })))('$name', ({ name, path }) => {
  const values = carelessValues.get(name) ?? [];

  test('has five careless values at least', () => {
    expect(values.length).toBeGreaterThanOrEqual(5);
  });

  test.each(values)('$cell', ({ cell, sent, issues }) => {
    const { event, errors, warnings } = prepared(name, cell);
    expect([...errors, ...warnings].map(({ code }) => code).toSorted()).toEqual(issues.toSorted());
    const isRefused = errors.some(({ field }) => field === name);
    expect(isRefused ? undefined : valueAt(event, path)).toEqual(sent);
  });
});
