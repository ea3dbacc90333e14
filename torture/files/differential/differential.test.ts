import { expect, test } from 'vitest';
import { Random } from '../../kit/random.ts';
import { differencesIn } from './compare.ts';
import { hasPython } from './python.ts';

test.skipIf(!hasPython())("valid files are read as Python's csv reads them", async () => {
  expect(await differencesIn(200, new Random('differential.test'))).toEqual([]);
});
