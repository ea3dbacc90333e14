import { expect, test } from 'vitest';
import { hasCallingCode } from './numbering-plans.ts';

test.each([
  ['+1 202 555 0123', '12025550123', true],
  ['0044 7911 123456', '447911123456', true],
  ['12025550123', '12025550123', true],
  ['1 (202) 555-0123', '12025550123', true],
  ['447911123456', '447911123456', true],
  ['819012345678', '819012345678', true],
  ['5511987654321', '5511987654321', true],
  ['35799123456', '35799123456', true],
  ['2025550123', '2025550123', false],
  ['(415) 555-0123', '4155550123', false],
  ['07911 123456', '7911123456', false],
  ['(0) 81-234-5678', '812345678', false],
  ['9012345678', '9012345678', false],
  ['353871234567', '353871234567', true],
  ['18005550123', '18005550123', true],
  ['448001111111', '448001111111', true],
  ['(0049) 171 1234567', '491711234567', true],
  // 31 and 41 are the area codes of Belo Horizonte and Curitiba here. As calling codes of the Netherlands and
  // Switzerland, they would be followed by other digits.
  ['31987654321', '31987654321', false],
  ['41 98765-4321', '41987654321', false],
  // `(00)` is a placeholder for an area code here, not the prefix of a call abroad.
  ['(00) 91234-5678', '912345678', false],
  // Calls within Russia begin with 8. As the calling code of Vietnam, 84 would not be split.
  ['8 (495) 123-45-67', '84951234567', false],
  ['84 95 123 45 67', '84951234567', true],
  // A zero is no part of a calling code; the last two are too short and too long.
  ['+0 171 2345678', '1712345678', false],
  ['+(0)171 2345678', '1712345678', false],
  ['00 0171 2345678', '1712345678', false],
  ['+0049 171 2345678', '491712345678', true],
  ['12', '12', false],
  ['999999999999', '999999999999', false],
])('%s, with the digits %s, has its calling code: %j', (written, digits, expected) => {
  expect(hasCallingCode(written, digits)).toBe(expected);
});
