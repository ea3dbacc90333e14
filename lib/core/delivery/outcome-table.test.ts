import { expect, test } from 'vitest';
import type { Issue } from '../issue.ts';
import { tabulate } from './outcome-table.ts';

const issue = (code: string, column: string | null, severity: Issue['severity'] = 'error'): Issue => ({
  ...{ severity, code, column, field: column },
});

const outcome = (record: number, ...issues: Issue[]) => ({
  ...{ record, line: record + 1, start: record * 10, end: record * 10 + 9, status: 'invalid' as const, issues },
});

test('stores columns of equal length, and issues as JSON', () => {
  const issues = [issue('late', 'when'), issue('odd', null, 'warning')];
  expect(tabulate([outcome(3, ...issues), { ...outcome(5), status: 'rejected' }])).toMatchObject({
    record: [3, 5],
    line: [4, 6],
    start: [30, 50],
    end: [39, 59],
    status: ['invalid', 'rejected'],
    issues: [JSON.stringify(issues), '[]'],
  });
});

test('groups records by issue, each once, in an order independent of the records', () => {
  const { kinds } = tabulate([
    outcome(1, issue('late', 'when'), issue('late', 'when'), issue('odd', null)),
    outcome(2, issue('bad', 'em'), issue('late', 'then')),
    outcome(3, issue('late', 'when'), issue('late', 'when', 'warning'), issue('bad', 'em')),
  ]);
  expect(kinds).toEqual([
    { severity: 'error', code: 'bad', column: 'em', records: [2, 3] },
    { severity: 'error', code: 'late', column: 'then', records: [2] },
    { severity: 'error', code: 'late', column: 'when', records: [1, 3] },
    { severity: 'warning', code: 'late', column: 'when', records: [3] },
    { severity: 'error', code: 'odd', column: '', records: [1] },
  ]);
});
