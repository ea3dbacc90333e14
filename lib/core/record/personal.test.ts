import { expect, test } from 'vitest';
import { isPersonal, masked } from './personal.ts';

test.each([
  ['ada@mail.example', 'a••@mail.example'],
  ['+1 202 555 0123', '+• ••• ••• ••••'],
  ['東京', '••'],
  ['f', '•'],
  ['192.0.2.17', '1••.•.•.••'],
  ['', ''],
  ['@', '@'],
  ['Ada <ada@mail.example>', 'A•• <•••@mail.example>'],
  // Nothing of a second address or of the name of an account stays readable.
  ['ada@mail.example; bob@shop.example', 'a••@••••.•••••••; •••@shop.example'],
  ['ada@mail.example, Bob Hope', 'a••@••••.•••••••, ••• ••…'],
  ['@adalovelace', '@•••••••••••'],
  ['Ada @lovelace', 'A•• @••••••••'],
  ['a'.repeat(64), `a${'•'.repeat(23)}…`],
  [`${'a'.repeat(23)}🍣a`, `a${'•'.repeat(22)}…`],
])('masks %j', (value, expected) => {
  expect(masked(value)).toBe(expected);
});

test('a field is personal if it is hashed or in the user group', () => {
  expect(isPersonal({ hashed: true, group: 'event' })).toBe(true);
  expect(isPersonal({ hashed: false, group: 'user' })).toBe(true);
  expect(isPersonal({ hashed: false, group: 'custom' })).toBe(false);
});
