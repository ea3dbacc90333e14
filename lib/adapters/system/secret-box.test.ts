import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SecretBox } from './secret-box.ts';

const CONTEXT = 'secret|smtp_password|sealed';

const box = new SecretBox({ keys: [{ id: '0123abcd', bytes: randomBytes(32) }] });

test('opens what it has sealed', () => {
  expect(box.open(box.seal('a secret', CONTEXT), CONTEXT)).toBe('a secret');
});

test.each([
  ['a text that is not encrypted', 'a secret'],
  ['an empty text', ''],
  ['an encrypted text that is too short', 'v2.0123abcd.AAAA'],
])('refuses %s with key_wrong', (_, sealed) => {
  expect(() => box.open(sealed, CONTEXT)).toThrow(expect.objectContaining({ code: 'key_wrong' }));
});
