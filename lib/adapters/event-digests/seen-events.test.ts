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

test('the first record with an identity is found with whether its content was the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-seen-'));
  const event = fc.record({ identity: fc.nat({ max: 20 }), content: fc.nat({ max: 2 }) });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 120 }), fc.integer({ min: 1, max: 30 }), (events, runEvents) => {
      using seen = new SeenEvents(folder, { runEvents });
      const firsts = new Map<number, { record: number; content: number }>();
      for (const [record, { identity, content }] of events.entries()) {
        const first = firsts.get(identity) ?? { record, content };
        firsts.set(identity, first);
        const found = seen.firstWith(`event ${identity}`, record, `cells ${content}`);
        expect(found).toEqual({ first: first.record, isIdentical: first.content === content });
      }
    }),
    { numRuns: 100 },
  );
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
