import { expect, test } from 'vitest';
import { logQueryString, readLogQuery } from './log-query.ts';

test('a text that is too long is shortened by whole characters', () => {
  const query = readLogQuery({ q: `${'a'.repeat(199)}😀b` });
  expect(query.text).toBe('a'.repeat(199));
  expect(logQueryString(query)).toBe(`?q=${'a'.repeat(199)}`);
});
