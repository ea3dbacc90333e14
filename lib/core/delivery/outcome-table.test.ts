import { expect, test } from 'vitest';
import type { Issue } from '../issue.ts';
import { issuesOf, outcomeRows, recordNumbers, tabulate } from './outcome-table.ts';

const issue = (code: string, column: string | null, severity: Issue['severity'] = 'error'): Issue => ({
  severity,
  code,
  column,
  field: column,
});

const outcome = (record: number, ...issues: Issue[]) => ({
  record,
  line: record + 1,
  start: record * 10,
  end: record * 10 + 9,
  status: 'invalid' as const,
  issues,
});

test('keeps the outcome of each record, with its issues as JSON', () => {
  const [late, odd] = [issue('late', 'when'), issue('odd', null, 'warning')];
  const outcomes = [
    outcome(3, late, odd),
    { ...outcome(5), status: 'rejected' as const },
    outcome(6, late),
    outcome(7, late, odd),
  ];
  const table = tabulate(outcomes);
  expect(outcomeRows(table)).toEqual(outcomes.map((each) => ({ ...each, issues: JSON.stringify(each.issues) })));
  expect(recordNumbers(table)).toEqual([3, 5, 6, 7]);
  expect(issuesOf(table, 6)).toEqual([late]);
  expect(issuesOf(table, 4)).toEqual([]);
});

test('records with the same issues and status share them', () => {
  const [late, odd] = [issue('late', 'when'), issue('odd', null, 'warning')];
  const { shared } = tabulate([
    outcome(1, late),
    outcome(2, late, odd),
    outcome(3, late),
    { ...outcome(4, late), status: 'rejected' },
  ]);
  expect(shared.map(({ status, issues }) => [status, JSON.parse(issues)])).toEqual([
    ['invalid', [late]],
    ['invalid', [late, odd]],
    ['rejected', [late]],
  ]);
});

test('tabulates many records whose first issue is the same and whose next one differs', () => {
  // Comparing each record with all others would exceed the time limit of a test.
  const late = issue('late', 'when');
  const outcomes = Array.from({ length: 100_000 }, (_, index) => outcome(index + 1, late, issue('odd', String(index))));
  expect(tabulate(outcomes).shared).toHaveLength(outcomes.length);
});

test('groups records by issue, each record once per issue, in an order independent of the records', () => {
  const { kinds } = tabulate([
    outcome(1, issue('late', 'when'), issue('late', 'when'), issue('odd', null)),
    outcome(2, issue('bad', 'em'), issue('late', 'then')),
    outcome(3, issue('late', 'when'), issue('late', 'when', 'warning'), issue('bad', 'em')),
  ]);
  expect(kinds).toEqual([
    { severity: 'error', code: 'bad', column: 'em', records: '[2,3]' },
    { severity: 'error', code: 'late', column: 'then', records: '[2]' },
    { severity: 'error', code: 'late', column: 'when', records: '[1,3]' },
    { severity: 'warning', code: 'late', column: 'when', records: '[3]' },
    { severity: 'error', code: 'odd', column: '', records: '[1]' },
  ]);
});
