export const DATABASE = 'bench_shop';
export const PARENT = 'Bench';
export const SEGMENT = 'Everybody';

const BUILT_COLUMNS = ['event_name', 'action_source', 'event_time'];

/** The parent segment, and a segment of all customers, whose activation sends one event per customer to an account. */
export function audienceFiles(account: string): Readonly<Record<string, string>> {
  const parent = {
    name: PARENT,
    master: { database: DATABASE, table: 'customers', key: 'customer_id', columns: [timestamp('signed_up_at')] },
    schedule: { type: 'none' },
    behaviors: [
      {
        name: 'Orders',
        source: { database: DATABASE, table: 'orders' },
        join: { parent_key: 'customer_id', child_key: 'customer_id' },
        columns: ['order_id', timestamp('ordered_at'), 'category', { column: 'total', type: 'number' }],
        time_column: 'ordered_at',
      },
    ],
  };
  const strings = [{ string: 'page_visit' }, { string: 'web' }, { string: '$1', parameters: [{ type: 'Timestamp' }] }];
  const columns = [
    ...strings.map((string, index) => ({ name: BUILT_COLUMNS[index], ...string })),
    { name: 'event_id', source: 'customer_id' },
    { name: 'external_id', source: 'customer_id' },
    { name: 'em', source: 'email' },
    'country',
  ];
  const connector_config = { ad_account_id: account, skip_invalid_record: true };
  const segment = {
    name: SEGMENT,
    kind: 'batch',
    rule: { type: 'And', conditions: [] },
    activations: [{ name: SEGMENT, connection: 'Shop', columns, schedule: { type: 'none' }, connector_config }],
  };
  // JSON is YAML.
  return { 'bench.yml': JSON.stringify(parent), 'segments/bench/everybody.yml': JSON.stringify(segment) };
}

function timestamp(column: string) {
  return { column, type: 'timestamp' };
}
