import { expect, test } from 'vitest';
import { Random } from '../../kit/random.ts';
import { examine } from '../examine.ts';
import { productForTest } from '../product.test-kit.ts';
import { generate } from './generate.ts';
import { faultsIn } from './verdict.ts';

const FILES = 200;

test('reads damaged files as the oracle does', async () => {
  const product = await productForTest();
  const random = new Random('generator.test');
  const faults: string[] = [];
  for (let n = 1; n <= FILES; n++) {
    const file = generate(random.for(String(n)));
    const seen = await examine(product, { ...file, content: () => file.bytes }, { exportsTwice: false });
    faults.push(...faultsIn(file, seen).map((fault) => `file ${n}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('the same seed gives the same file', () => {
  expect(generate(new Random('a'))).toEqual(generate(new Random('a')));
  expect(generate(new Random('a'))).not.toEqual(generate(new Random('b')));
});
