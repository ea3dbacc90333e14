import { expect, test } from 'vitest';
import { prepareEffects as effects } from '../../adapters/delivery/sha256.ts';
import { CellRules } from '../../core/preparation/cell-rules.ts';
import { SourceRules } from '../../core/preparation/source-rules.ts';
import type { JsonValue } from '../../core/record/field.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { fields } from './fields.ts';
import { NOW } from './rows.test-kit.ts';

/** What is hashed for a zip code in two columns, and the codes of its issues. */
function readParts([first, second]: readonly [string, string], country: string | undefined) {
  const record = { zp: first, rest: second, ...(country !== undefined && { country }) };
  const mapping = { zp: { field: 'zp', join: ['rest'] } };
  const plan = compilePlan(fields, Object.keys(record), { mapping, constants: {} });
  const source = plan.columns.find(({ column }) => column === 'zp');
  if (!source) throw new Error('no zip code');
  const sent: JsonValue[] = [];
  const sink = { value: (value: JsonValue) => sent.push(value), textToHash: (text: string) => sent.push(text) };
  const rules = new CellRules(plan, NOW, effects.isIp);
  const { errors = [], warnings = [] } = rules.read(new SourceRules(source), Object.values(record), sink) ?? {};
  return { sent, codes: [...errors, ...warnings].map(({ code }) => code) };
}

test.each<[parts: [string, string], country: string | undefined, sent: string | undefined, ...codes: string[]]>([
  [['530', '0001'], undefined, '5300001'],
  [['530', '0001'], 'JP', '5300001'],
  [['94107', '1234'], undefined, '941071234'],
  [['01310', '100'], undefined, '01310100'],
  [['1000', '205'], undefined, '1000205'],
  [['94107', ''], undefined, '94107'],
  [['5300001', ''], undefined, '5300001'],
  [['', ''], undefined, undefined],
  // Without their zeros, the parts would be the zip code of another place.
  [['100', '12'], undefined, undefined, 'zp_parts_short'],
  [['100', '1'], undefined, undefined, 'zp_parts_short'],
  [['100', '123'], undefined, undefined, 'zp_parts_short'],
  [['60', '123'], undefined, undefined, 'zp_parts_short'],
  [['60', '0001'], undefined, undefined, 'zp_parts_short'],
  [['100', ''], undefined, undefined, 'zp_parts_short'],
  [['', '12'], undefined, undefined, 'zp_parts_short'],
  [['100', '12'], 'XX', undefined, 'zp_parts_short'],
  [['100', ''], 'JP', undefined, 'zp_parts_short'],
  // In Japan, both parts have a fixed length.
  [['100', '12'], 'JP', '1000012'],
  [['100', '1'], 'jp', '1000001'],
  [['60', '0001'], 'JP', '0600001'],
  [['1', '10'], 'JP', '0010010'],
  // Other countries whose zip codes have as many digits.
  [['135', '080'], 'KR', '135080'],
  [['00', '950'], 'PL', '00950'],
  [['114', '55'], 'SE', '11455'],
  // Parts with letters are read as one text.
  [['1012', 'AB'], undefined, '1012', 'not_a_us_zip'],
])('a zip code in the columns %j, in the country %s, is %s', (parts, country, expected, ...codes) => {
  expect(readParts(parts, country)).toEqual({ sent: expected === undefined ? [] : [expected], codes });
});
