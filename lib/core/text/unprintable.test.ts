import { expect, test } from 'vitest';
import { printable, printableJson } from './unprintable.ts';

const HOSTILE = 'a\u001b[2J\r\u009b\u202e\u2028\0\tb\nc';

test('keeps line feeds and tabs, and replaces all other control characters', () => {
  expect(printable(HOSTILE)).toBe('a\ufffd[2J\ufffd\ufffd\ufffd\ufffd\ufffd\tb\nc');
  expect(printable('夜間 👩‍👧')).toBe('夜間 👩‍👧');
});

test('escapes control characters in JSON without changing its value', () => {
  const json = printableJson({ [HOSTILE]: [HOSTILE, 1, null] });
  expect(json).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  expect(JSON.parse(json)).toEqual({ [HOSTILE]: [HOSTILE, 1, null] });
});
