import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { consolePathsOf } from './console-paths.ts';

const { isPage, isHandler } = consolePathsOf(resolve(import.meta.dirname, '../../../app'));

test.each([
  '/',
  '/jobs',
  '/jobs/',
  '/jobs/12',
  '/jobs/12/records',
  '/exports/new',
  '/exports/new/3/match',
  '/settings/api-keys',
  '/workbench/queries/4/schedule',
  '/workbench/databases/shop/events',
  '/help/api',
])('%s is a page', (path) => {
  expect([isPage(path), isHandler(path)]).toEqual([true, false]);
});

test.each([
  '/jobs/12/rejected.csv',
  '/jobs/12/result.json',
  '/jobs/12/log.txt',
  '/exports/template',
  '/metrics',
  '/readyz',
  '/api/jobs',
  '/api/workbench/databases/shop/events/records',
  '/api/v1/jobs',
  '/v3/job/list',
  '/api/v1',
  '/v4',
  '/exports/new/3/preview',
  '/exports/new/3/review/invalid.csv',
  '/api/uploads/some-id',
])('%s is a handler', (path) => {
  expect([isPage(path), isHandler(path)]).toEqual([false, true]);
});

test.each(['/icon.svg', '/_next/static/a.js', '/nothing', '/jobs/1/nothing', '/api/v2', ''])(
  '%s is neither',
  (path) => {
    expect([isPage(path), isHandler(path)]).toEqual([false, false]);
  },
);
