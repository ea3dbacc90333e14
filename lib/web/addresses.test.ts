import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageFinder } from './addresses.ts';

const isPage = pageFinder(resolve(import.meta.dirname, '../../app'));

test.each([
  ...['/', '/jobs', '/jobs/', '/jobs/12', '/jobs/12/records', '/exports/new', '/exports/new/3/match'],
  ...['/settings/api-keys', '/workbench/queries/4/schedule', '/workbench/databases/shop/events', '/help/api'],
])('%s is a page', (path) => {
  expect(isPage(path)).toBe(true);
});

test.each([
  ...['/jobs/12/rejected.csv', '/jobs/12/result.json', '/jobs/12/log.txt', '/exports/template', '/metrics', '/readyz'],
  ...['/api/jobs', '/api/workbench/databases/shop/events/records', '/api/v1/jobs', '/v3/job/list', '/icon.svg'],
  ...['/exports/new/3/preview', '/exports/new/3/review/rejected.csv', '/_next/static/a.js', '/nothing', ''],
])('%s is none', (path) => {
  expect(isPage(path)).toBe(false);
});
