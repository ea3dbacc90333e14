import { expect, test } from 'vitest';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import type { BuiltTables } from '../build.ts';
import { fittingColumn } from './fitting-column.ts';

const { fields } = getFileConnector();

test.each<[behavior: string, columns: readonly string[], id: string | null]>([
  ['payments', ['paid', 'payment_id'], 'payment_id'],
  ['payments', ['paid'], null],
  ['visits', ['android', 'visitid'], 'visitid'],
  ['visits', ['grid', 'basketId'], 'basketId'],
  ['page_views', ['page_id', 'viewId'], 'viewId'],
  ['page_views', ['view_id', 'PageViewID'], 'PageViewID'],
  ['page_views', ['pageviewid'], 'pageviewid'],
  ['sign_ups_2026', ['sign_up_id'], 'sign_up_id'],
  ['orders', ['behavior_id', 'order_id'], 'order_id'],
  ['stories', ['category_id', 'story_id'], 'story_id'],
  ['purchases', ['user_id', 'purchase-id'], 'purchase-id'],
  ['searches', ['sea_id', 'search_id'], 'search_id'],
  ['movies', ['mov_key', 'movie_id'], 'movie_id'],
  ['addresses', ['add_id', 'address_id'], 'address_id'],
  // `age` and `view` both occur in behavior_page_views, but only `view` is one of its words.
  ['page_views', ['age_id', 'view_id'], 'view_id'],
])('in the behavior %s with the columns %j, the id of an event is %j', (behavior, names, id) => {
  const table = `behavior_${behavior}`;
  const tables: BuiltTables = [
    {
      table,
      name: behavior,
      timeColumn: null,
      columns: names.map((name) => ({ name, type: 'string', group: '' })),
    },
  ];
  const output = { allColumns: false, columns: [], behaviors: [] };
  const [eventId] = fields.filter(({ name }) => name === 'event_id');
  expect(eventId && fittingColumn(eventId, { fields, tables, output })).toEqual(
    id === null ? null : { table, column: id },
  );
});
