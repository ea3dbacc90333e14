import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { runWithSmallFiles } from '../../../tests/kit/file-size-limit.ts';
import { digestsOf } from './event-digest.ts';
import { SeenEventDigests } from './seen-event-digests.ts';

const digestOf = (number: number) => digestsOf([`checkout\0é${number}`]);

test('finds the record added last for a digest, in memory or in the file, and leaves no file behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-seen-'));
  const added = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 });
  fc.assert(
    fc.property(added, fc.integer({ min: 1, max: 50 }), (numbers, runEvents) => {
      using seen = new SeenEventDigests(folder, { runEvents });
      const expected = new Map<number, number>();
      for (const [index, number] of numbers.entries()) {
        const digest = digestOf(number);
        expect(seen.lastOf(digest)).toBe(expected.get(number));
        const record = index * 1_000_000_007;
        seen.add(digest, record);
        expected.set(number, record);
      }
      for (let number = 0; number <= 61; number += 1) {
        expect(seen.lastOf(digestOf(number))).toBe(expected.get(number));
      }
    }),
    { numRuns: 100 },
  );
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('finds the first record with a digest, and whether its content was the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-seen-'));
  const event = fc.record({ identity: fc.nat({ max: 20 }), content: fc.nat({ max: 2 }) });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 120 }), fc.integer({ min: 1, max: 30 }), (events, runEvents) => {
      using seen = new SeenEventDigests(folder, { runEvents });
      const firsts = new Map<number, { record: number; content: number }>();
      for (const [record, { identity, content }] of events.entries()) {
        const first = firsts.get(identity) ?? { record, content };
        firsts.set(identity, first);
        const found = seen.compareWithFirst(digestOf(identity), record, `cells ${content}`);
        expect(found).toEqual({ first: first.record, isIdentical: first.content === content });
      }
    }),
    { numRuns: 100 },
  );
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform === 'win32')('an incomplete write is an error, so that no event is forgotten', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-seen-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const urlOf = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const printed = runWithSmallFiles(`
    import { SeenEventDigests } from ${urlOf('./seen-event-digests.ts')};
    import { digestsOf } from ${urlOf('./event-digest.ts')};
    const seen = new SeenEventDigests(${JSON.stringify(folder)}, { runEvents: 1000 });
    try {
      for (let number = 0; number < 1000; number++) seen.add(digestsOf([String(number)]), number);
      console.log('stored');
    } catch (error) {
      console.log(error.code);
    }
  `);
  expect(printed).toBe('EFBIG\n');
});
