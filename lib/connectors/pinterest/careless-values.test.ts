import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { CellRules } from '../../core/preparation/cell-rules.ts';
import { SourceRules } from '../../core/preparation/source-rules.ts';
import type { JsonValue } from '../../core/record/field.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { carelessValues } from './careless-values.ts';
import { fields } from './fields.ts';
import { MINIMAL_RECORD, NOW, prepareCells } from './rows.test-kit.ts';

function recordWith(field: string, cell: string) {
  const { em: _, ...withoutIdentifier } = MINIMAL_RECORD;
  return { ...(field === 'hashed_maids' ? withoutIdentifier : MINIMAL_RECORD), [field]: cell };
}

function prepareWith(field: string, cell: string) {
  return prepareCells(recordWith(field, cell), prepareEffects);
}

/** What is sent for a cell, with the text itself in place of its hash; null if nothing is sent. */
function sentFor(field: string, cell: string): JsonValue {
  const record = recordWith(field, cell);
  const plan = compilePlan(fields, Object.keys(record));
  const source = plan.columns.find(({ column }) => column === field);
  if (!source) throw new Error(`no field ${field}`);
  const values: JsonValue[] = [];
  const add = (value: JsonValue) => {
    if (!values.includes(value)) values.push(value);
  };
  const rules = new CellRules(plan, NOW, prepareEffects.isIp);
  rules.read(new SourceRules(source), Object.values(record), { value: add, textToHash: add });
  const [first = null] = values;
  return source.field.shape === 'list' && values.length > 0 ? values : first;
}

describe.each(fields.map(({ name }) => ({ name })))('$name', ({ name }) => {
  const values = carelessValues.get(name) ?? [];

  test('has at least five careless values', () => {
    expect(values.length).toBeGreaterThanOrEqual(5);
  });

  test.each(values)('$cell', ({ cell, sent, issues }) => {
    const { errors, warnings } = prepareWith(name, cell);
    expect([...errors, ...warnings].map(({ code }) => code).toSorted()).toEqual(issues.toSorted());
    const isInvalid = errors.some(({ field }) => field === name);
    expect(isInvalid ? undefined : sentFor(name, cell)).toEqual(sent);
  });
});

describe('a placeholder', () => {
  const words = [
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
    '(blank)',
    'anonymous',
    'no name',
    '[object Object]',
    'k.A.',
    'keine Angabe',
    'unbekannt',
    'inconnu',
    'desconocido',
    'desconhecido',
    '<NA>',
    '(No value)',
    '--None--',
    '(missing)',
    '(other)',
    '(data not available)',
    '[REDACTED]',
    'not logged in',
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
  ];
  const nullWords = ['null', 'none', 'nil', 'NaN', 'true', 'false'];
  const spellingsOf = (texts: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...texts), fc.constantFrom('', ' ', '\u00a0'), fc.integer({ min: 0, max: 2 }))
      .map(([text, blank, casing]) => blank + [text, text.toUpperCase(), text.toLowerCase()][casing] + blank);
  const hashed = fields.filter((field) => field.isHashed).map(({ name }) => name);
  const valueIn = (name: string, cell: string) => {
    const { errors, warnings } = prepareWith(name, cell);
    const hasIssue = [...errors, ...warnings].some(({ field }) => field === name);
    return { value: sentFor(name, cell), hasIssue };
  };

  test('is never hashed, and is reported', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hashed.filter((name) => name !== 'em')), spellingsOf(words), (name, cell) => {
        expect({ name, cell, ...valueIn(name, cell) }).toEqual({ name, cell, value: null, hasIssue: true });
      }),
      { numRuns: 300 },
    );
  });

  test('that may be a name is hashed only in names and cities, and is reported', () => {
    const names = new Set(['fn', 'ln', 'ct']);
    fc.assert(
      fc.property(fc.constantFrom(...hashed.filter((name) => name !== 'em')), spellingsOf(nullWords), (name, cell) => {
        const value = names.has(name) ? [cell.trim().toLowerCase()] : null;
        expect({ name, cell, ...valueIn(name, cell) }).toEqual({ name, cell, value, hasIssue: true });
      }),
      { numRuns: 300 },
    );
  });
});

test('a text without letters is never hashed as a name or city', () => {
  const character = fc.integer({ min: 0, max: 0x3ff }).map((code) => String.fromCharCode(code));
  const texts = fc.string({ unit: character.filter((one) => !/\p{L}/u.test(one)), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom('fn', 'ln', 'ct'), texts, (name, cell) => {
      expect(sentFor(name, cell)).toBeNull();
    }),
    { numRuns: 3000, examples: [['fn', '\u0345']] },
  );
});
