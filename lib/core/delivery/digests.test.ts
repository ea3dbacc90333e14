import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { countOf, digestAt, digestsAt, NumberedDigests, uniqueDigests } from './digests.ts';

/**
 * Numbers, some of which are equal. With `crowded`, the digests of different numbers differ only in their first two
 * bytes, so many of them have the same place in a table.
 */
const identities = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 400, size: 'max' });
const spread = (numbers: readonly number[]) => prepareEffects.digestsOf(numbers.map(String));
const crowded = (numbers: readonly number[]) =>
  Uint8Array.from(numbers.flatMap((number) => [number & 255, number >> 8, ...Array.from({ length: 14 }, () => 7)]));
const makers = fc.constantFrom(spread, crowded);

test('numbers distinct digests in the order in which they were added, also after clearing', () => {
  const room = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(fc.tuple(identities, identities), makers, room, (rounds, digestsOf, size) => {
      const numbered = new NumberedDigests(size);
      for (const added of rounds) {
        numbered.clear();
        const distinct: number[] = [];
        const digests = digestsOf(added);
        for (const [index, number] of added.entries()) {
          expect(numbered.find(digests, index)).toBe(distinct.indexOf(number));
          if (!distinct.includes(number)) distinct.push(number);
          expect(numbered.add(digests, index)).toBe(distinct.indexOf(number));
        }
        expect(numbered.count).toBe(distinct.length);
        expect([...numbered.all]).toEqual([...digestsOf(distinct)]);
      }
    }),
    { numRuns: 50 },
  );
});

test('unique digests have the order of their first occurrences', () => {
  fc.assert(
    fc.property(identities, makers, (numbers, digestsOf) => {
      expect([...uniqueDigests(digestsOf(numbers))]).toEqual([...digestsOf([...new Set(numbers)])]);
    }),
  );
});

test('chooses digests by index', () => {
  const digests = spread([1, 2, 3, 4]);
  expect(countOf(digests)).toBe(4);
  expect([...digestAt(digests, 2)]).toEqual([...spread([3])]);
  expect([...digestsAt(digests, [3, 0])]).toEqual([...spread([4, 1])]);
});
