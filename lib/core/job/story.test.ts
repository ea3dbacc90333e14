import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeRanges, type Selection, selectionOf } from '../record/selection.ts';
import { countOpenRecords, type JobOutcomes, type Result, sumStory } from './story.ts';

type RecordResult = Result | 'accepted' | 'unsent';

/** What each of the jobs did with each record that it read, by the record's number. */
type Model = readonly ReadonlyMap<number, RecordResult>[];

const anyResult = fc.constantFrom<RecordResult>('accepted', 'rejected', 'invalid', 'uncertain', 'left_out', 'unsent');
const job = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), anyResult), { maxLength: 30 })
  .map((pairs): ReadonlyMap<number, RecordResult> => new Map(pairs.toSorted(([a], [b]) => a - b)));
const models: fc.Arbitrary<Model> = fc.array(job, { minLength: 1, maxLength: 5 });

function outcomesOf(records: ReadonlyMap<number, RecordResult>, index: number): JobOutcomes {
  const withOutcome = (...values: RecordResult[]): Selection =>
    selectionOf([...records].flatMap(([record, value]) => (values.includes(value) ? record : [])));
  return {
    job: index + 1,
    read: mergeRanges(selectionOf([...records.keys()].toSorted((a, b) => a - b))),
    accepted: withOutcome('accepted'),
    rejected: withOutcome('rejected'),
    invalid: withOutcome('invalid'),
    uncertain: withOutcome('uncertain'),
    left_out: withOutcome('left_out'),
    counts: { read: records.size, accepted: [...records.values()].filter((value) => value === 'accepted').length },
  };
}

/** The outcome of one record after these jobs, computed record by record. */
function outcomeOf(model: Model, record: number): RecordResult | undefined {
  const outcomes = model.flatMap((each) => each.get(record) ?? []);
  if (outcomes.length === 0) return undefined;
  return outcomes.includes('accepted') ? 'accepted' : (outcomes.findLast((each) => each !== 'unsent') ?? 'unsent');
}

const RECORDS = Array.from({ length: 30 }, (_, index) => index + 1);
const OPEN: readonly (RecordResult | undefined)[] = ['rejected', 'invalid', 'uncertain'];

test('counts every record once, by its newest outcome, and as accepted if it was accepted in any job', () => {
  fc.assert(
    fc.property(models, (model) => {
      const { records, steps } = sumStory(model.map(outcomesOf));
      const outcomes = RECORDS.flatMap((record) => outcomeOf(model, record) ?? []);
      const count = (...values: RecordResult[]) => outcomes.filter((each) => values.includes(each)).length;
      expect(records).toEqual({
        read: outcomes.length,
        accepted: count('accepted'),
        rejected: count('rejected'),
        invalid: count('invalid'),
        uncertain: count('uncertain'),
        not_sent: count('unsent', 'left_out'),
      });
      for (const [index, { accepted, open }] of steps.entries()) {
        const [before, after] = [model.slice(0, index), model.slice(0, index + 1)];
        const isNew = (record: number) =>
          outcomeOf(before, record) !== 'accepted' && outcomeOf(after, record) === 'accepted';
        expect(accepted).toBe(RECORDS.filter(isNew).length);
        expect(open).toBe(RECORDS.filter((record) => OPEN.includes(outcomeOf(after, record))).length);
      }
      expect(steps.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(records.accepted);
      expect(countOpenRecords(records)).toBe(steps.at(-1)?.open);
    }),
    { numRuns: 300, seed: 17 },
  );
});

test('names the job that each outcome comes from', () => {
  fc.assert(
    fc.property(models, (model) => {
      const { results } = sumStory(model.map(outcomesOf));
      const listed = results.flatMap(({ job: from, result, records }) =>
        records.flatMap(([first, last]) => RECORDS.slice(first - 1, last).map((record) => ({ record, result, from }))),
      );
      const expected = RECORDS.flatMap((record) => {
        const result = outcomeOf(model, record);
        if (result === undefined || result === 'accepted' || result === 'unsent') return [];
        return { record, result, from: model.findLastIndex((each) => each.get(record) === result) + 1 };
      });
      expect(listed.toSorted((a, b) => a.record - b.record)).toEqual(expected);
    }),
    { numRuns: 300, seed: 18 },
  );
});

test('records that a person left out are no longer open, but still part of the sum', () => {
  const first = outcomesOf(
    new Map<number, RecordResult>([
      [1, 'accepted'],
      [2, 'rejected'],
      [3, 'invalid'],
    ]),
    0,
  );
  const { records, results } = sumStory(
    [first],
    [
      [2, 2],
      [7, 7],
    ],
  );
  expect(records).toEqual({ read: 3, accepted: 1, rejected: 0, invalid: 1, not_sent: 1, uncertain: 0 });
  expect(results).toContainEqual({ job: 1, result: 'left_out', records: [[2, 2]] });
});

test('records that were excluded before the first job are never counted, though they lie among its records', () => {
  fc.assert(
    fc.property(models, fc.uniqueArray(fc.integer({ min: 1, max: 30 })), (model, excluded) => {
      const present = model.map((each) => new Map([...each].filter(([record]) => !excluded.includes(record))));
      const [first, ...others] = present.map(outcomesOf);
      fc.pre(first !== undefined);
      const gaps = selectionOf(excluded.toSorted((a, b) => a - b));
      const wide = { read: mergeRanges([...first.read, ...gaps]), accepted: mergeRanges([...first.accepted, ...gaps]) };
      const { records, steps } = sumStory([{ ...first, ...wide }, ...others]);
      expect({ records, steps }).toEqual({
        records: sumStory([first, ...others]).records,
        steps: sumStory([first, ...others]).steps,
      });
    }),
    { numRuns: 300, seed: 19 },
  );
});
