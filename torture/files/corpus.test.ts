import { expect, test } from 'vitest';
import { differences } from './compare.ts';
import { corpus } from './corpus/all.ts';
import { examine } from './examine.ts';
import { productForTest } from './product.test-kit.ts';

test('the corpus has at least 80 files with unique names', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(80);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
});

test('every hand-written file, except the largest, has the expected result', async () => {
  const product = await productForTest();
  const faults: string[] = [];
  for (const file of corpus.filter(({ isGiant }) => !isGiant)) {
    const fileFaults = differences(file.expected, await examine(product, file, { exportsTwice: false }));
    faults.push(...fileFaults.map((fault) => `${file.name}: ${fault}`));
  }
  expect(faults).toEqual([]);
});
