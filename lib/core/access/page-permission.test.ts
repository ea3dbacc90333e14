import { expect, test } from 'vitest';
import { needsOfPage } from './page-permission.ts';

test.each([
  ['/exports/new', 'uploads.write'],
  ['/exports/new?authentication=3', 'uploads.write'],
  ['/exports/new/12/send', 'exports.create'],
  ['/exports/new/12/match', undefined],
  ['/audience/1/segments/2/activations/new?copy=4', 'audiences.write'],
  ['/audience/1/segments/2/activations/4', undefined],
  ['/settings/people', 'people.manage'],
  ['/settings/audit?person=1', 'audit.read'],
  ['/settings', undefined],
  ['/integrations/catalog', undefined],
  ['/integrations/catalog?new=pinterest_conversion&upload=3', 'authentications.manage'],
  ['/jobs/7/rejected.csv?status=not_sent', 'values.show'],
  ['/exports/new/1/review/invalid.csv', 'values.show'],
  ['/jobs/7/result.json', 'values.show'],
  ['/jobs/7/log.txt', undefined],
  ['/workbench/workflows/attempts/7/log.txt', 'values.show'],
])('%s needs %s', (href, needs) => {
  expect(needsOfPage(href)).toBe(needs);
});
