import { expect, test } from 'vitest';
import { choiceOf } from '../components/audience/wizard/draft/choice-of-draft.ts';
import type { SourceChoice } from '../components/audience/wizard/draft/draft.ts';
import { draftOf } from '../components/audience/wizard/draft/draft-of-parent-segment.ts';
import { problemsOf } from '../components/audience/wizard/draft/draft-problems.ts';
import { stepOf } from '../components/audience/wizard/wizard-steps.ts';
import type { ParentSegment } from '../lib/core/audience/parent-segment.ts';

/** Tests the form of a parent segment: what it saves, its problems, and the steps that show them. */

const PROFILES = {
  name: 'Profiles',
  source: { database: 'shop', table: 'profiles' },
  join: { parentKey: 'id', childKey: 'customer' },
};

test('a column that is used under two names keeps both', () => {
  const profiles = {
    ...PROFILES,
    columns: [
      { column: 'email', name: 'email' },
      { column: 'email', name: 'login' },
      { column: 'city', name: 'town', group: 'Address' },
    ],
  };
  const sources = [sourceOf('customers', ['id']), sourceOf('profiles', ['customer', 'email', 'city', 'age'])];
  expect(choiceOf(draftOf(storedWith([profiles]), sources)).attributes).toEqual([profiles]);
});

test('columns of tables that could not be described keep their types', () => {
  const typed = { column: 'zip', name: 'zip', type: 'string' as const };
  const columns = [typed, { column: 'points', name: 'points' }];
  const stored = storedWith([{ ...PROFILES, columns }], [typed]);
  const sources = ['customers', 'profiles'].map((table) => ({ ...sourceOf(table, []), columns: null }));
  const { master, attributes } = choiceOf(draftOf(stored, sources));
  expect([master.columns, attributes[0]?.columns]).toEqual([[typed], columns]);
});

test.each([
  [' ', 'column_required'],
  ['ID', 'segment_column_taken'],
])('the name %j for a column of the master is a problem of that column, on the step that shows it', (name, code) => {
  const sources = [sourceOf('customers', ['id', 'phone', 'email'])];
  const draft = draftOf(storedWith([]), sources);
  const columns = draft.master.columns.map((each) => (each.column === 'email' ? { ...each, name } : each));
  const problems = problemsOf({ ...draft, master: { ...draft.master, columns } }, sources);
  expect(problems).toMatchObject([{ path: 'master.columns.email', code }]);
  expect(problems.map(({ path }) => stepOf(path))).toEqual(['attributes']);
});

test('the time zone of a parent segment without a schedule is kept, and is a problem of the step with the schedule', () => {
  const stored = { ...storedWith([]), timeZone: 'Asia/Tokyo' };
  const sources = [sourceOf('customers', ['id'])];
  const draft = draftOf(stored, sources);
  expect(choiceOf(draft).timeZone).toBe('Asia/Tokyo');
  const problems = problemsOf({ ...draft, schedule: { ...draft.schedule, timeZone: 'PST' } }, sources);
  expect(problems).toMatchObject([{ path: 'timeZone', code: 'time_zone_unknown' }]);
  expect(problems.map(({ path }) => stepOf(path))).toEqual(['schedule']);
});

test('too many tables are a problem of the step that joins them', () => {
  const tables = Array.from({ length: 101 }, (_, index) => ({
    ...PROFILES,
    name: `Profiles ${index}`,
    columns: [{ column: 'email', name: `email ${index}` }],
  }));
  const sources = [sourceOf('customers', ['id']), sourceOf('profiles', ['customer', 'email'])];
  const problems = problemsOf(draftOf(storedWith(tables), sources), sources);
  expect(problems).toMatchObject([{ path: 'attributes', code: 'tables_too_many' }]);
  expect(problems.map(({ path }) => stepOf(path))).toEqual(['attributes']);
});

function storedWith(
  attributes: ParentSegment['attributes'],
  columns: ParentSegment['master']['columns'] = [],
): ParentSegment {
  return {
    id: 1,
    name: 'Customers',
    description: '',
    engine: 'duckdb',
    timeZone: 'UTC',
    schedule: null,
    createdAt: 1,
    updatedAt: 1,
    master: { database: 'shop', table: 'customers', key: 'id', filters: [], columns },
    attributes,
    behaviors: [],
  };
}

function sourceOf(table: string, columns: readonly string[]): SourceChoice {
  return { database: 'shop', table, columns: columns.map((name) => ({ name, type: 'VARCHAR' })), records: null };
}
