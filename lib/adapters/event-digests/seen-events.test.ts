import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenEvents } from './seen-events.ts';

test('the record added last for an identity is found, in memory or in the file, and nothing is left behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-seen-'));
  const identity = fc.integer({ min: 0, max: 60 }).map((number) => `checkout\0é${number}`);
  const added = fc.array(identity, { maxLength: 200 });
  fc.assert(
    fc.property(added, fc.integer({ min: 1, max: 50 }), (identities, runEvents) => {
      using seen = new SeenEvents(folder, { runEvents });
      const expected = new Map<string, number>();
      for (const [index, each] of identities.entries()) {
        expect(seen.lastOf(each)).toBe(expected.get(each));
        const record = index * 1_000_000_007;
        seen.add(each, record);
        expected.set(each, record);
      }
      for (let number = 0; number <= 61; number += 1) {
        const each = `checkout\0é${number}`;
        expect(seen.lastOf(each)).toBe(expected.get(each));
      }
    }),
    { numRuns: 100 },
  );
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
