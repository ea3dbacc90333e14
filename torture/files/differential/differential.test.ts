import { expect, test } from 'vitest';
import { Random } from '../../kit/random.ts';
import { differencesIn } from './compare.ts';
import { hasPython } from './python.ts';

test.skipIf(!hasPython())("reads valid files as Python's csv does", async () => {
  expect(await differencesIn(200, new Random('differential.test'))).toEqual([]);
});
