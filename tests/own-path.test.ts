import { expect, test } from 'vitest';
import { ownPath } from '../components/people/own-path.ts';

test.each([
  ['/jobs?status=error#log', '/jobs?status=error#log'],
  ['jobs', '/jobs'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/.//elsewhere.example/', '/'],
  ['/x/..//elsewhere.example', '/'],
  ['/\\\\elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('after signing in, %j leads to %s', (to, path) => {
  expect(ownPath(to)).toBe(path);
});
