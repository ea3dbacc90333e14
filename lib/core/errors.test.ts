import { expect, test } from 'vitest';
import { UserError } from './errors.ts';

test('other copies of this module recognize a UserError', async () => {
  const copy = './errors.ts?copy';
  const { UserError: Other }: typeof import('./errors.ts') = await import(copy);
  expect(Other).not.toBe(UserError);
  expect(new Other('file_empty')).toBeInstanceOf(UserError);
  expect(new Error('file_empty')).not.toBeInstanceOf(UserError);
});
