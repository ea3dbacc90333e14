import { type MessyFile, type MessyOptions, truthOf } from '../examples/messy/messy-file.ts';
import { messyFiles } from '../examples/messy/messy-files.ts';
import { expect, test } from './fixtures.ts';
import { CountedPerson, expectTruth, exportFile, OwnProduct, ZONES } from './messy-kit.ts';

/**
 * A person sends each messy file in a browser with few actions, and next week's file with hardly any. The events that
 * the stand-in for Pinterest received are compared with the truth.
 */

const NOW = Math.floor(Date.now() / 1000);
const TIMEOUT_MS = 10 * 60_000;
const MAX_ACTIONS = 12;
const MAX_ACTIONS_NEXT_WEEK = 3;

let own: OwnProduct;

/** One more if records stay invalid, because they stop the person at Review. */
function maxActionsNextWeek(file: MessyFile, week: MessyOptions): number {
  const stops = [...truthOf(file, week)].some((truth) => 'needs_a_person' in truth);
  return MAX_ACTIONS_NEXT_WEEK + (stops ? 1 : 0);
}

test.beforeAll(async () => {
  own = await OwnProduct.start();
});

test.afterAll(() => own.stop());

for (const [index, file] of messyFiles.entries()) {
  test.describe(file.name, () => {
    test.use({ timezoneId: ZONES[file.name] ?? 'UTC' });

    test('is sent correctly with few actions, and next week with hardly any', { tag: '@whole' }, async ({ page }) => {
      test.setTimeout(TIMEOUT_MS);
      const account = `54976460977${index}`;
      const weekOf = (seed: number) => ({ records: file.records, seed, now: NOW });
      const weeks = [weekOf(1), weekOf(2)];
      const counts: number[] = [];
      for (const week of weeks) {
        const person = new CountedPerson(page);
        await exportFile(person, own, { file, week, account });
        counts.push(person.actions.length);
        test.info().annotations.push({ type: 'actions', description: person.actions.join(' · ') });
        expectTruth(own.recorder, file, week);
      }
      const [first = 0, next = 0] = counts;
      expect(first, 'actions').toBeLessThanOrEqual(MAX_ACTIONS);
      expect(next, 'actions of the next week').toBeLessThanOrEqual(maxActionsNextWeek(file, weekOf(2)));
    });
  });
}
