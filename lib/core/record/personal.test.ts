import { expect, test } from 'vitest';
import { hasEmailAddress, isPersonal, masked } from './personal.ts';

test.each([
  ['ada@mail.example', 'a••@mail.example'],
  ['+1 202 555 0123', '+• ••• ••• ••••'],
  ['東京', '••'],
  ['f', '•'],
  ['192.0.2.17', '1••.•.•.••'],
  ['', ''],
  ['@', '@'],
  ['Ada <ada@mail.example>', 'A•• <•••@mail.example>'],
  // Only the domain of an address at the end stays readable: any other may precede a second address.
  ['ada@mail.example; bob@shop.example', 'a••@••••.•••••••; •••@shop.example'],
  ['ada@mail.example, Bob Hope', 'a••@••••.•••••••, ••• ••…'],
  // Texts without an address, and long ones.
  ['@adalovelace', '@•••••••••••'],
  ['Ada @lovelace', 'A•• @••••••••'],
  ['a'.repeat(64), `a${'•'.repeat(23)}…`],
  [`${'a'.repeat(23)}🍣a`, `a${'•'.repeat(22)}…`],
])('masks %j', (value, expected) => {
  expect(masked(value)).toBe(expected);
});

test('a field is personal if it is hashed or in the user group', () => {
  expect(isPersonal({ isHashed: true, group: 'event' })).toBe(true);
  expect(isPersonal({ isHashed: false, group: 'user' })).toBe(true);
  expect(isPersonal({ isHashed: false, group: 'custom' })).toBe(false);
});

test.each([
  ['ada@mail.example', true],
  ['order of ada.b+c@mail.example.', true],
  ['https://shop.example/?e=ada%40mail.example&x=1', true],
  ['mailto:ada@メール.example', true],
  ['https://shop.example/@ada', false],
  ['boots@2x.png', false],
  ['boots@1.5x.png', false],
  ['boots@2.0', false],
  ['https://cdn.example/react@18.2.0.min.js', false],
  ['ada@163.example', true],
  ['ada@mail', false],
  ['@ada.example', false],
  ['5 @ 10.00', false],
  [`${'a@'.repeat(100_000)}b`, false],
])('whether %.50j has an email address: %s', (text, expected) => {
  expect(hasEmailAddress(text)).toBe(expected);
});
