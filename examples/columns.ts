/** The columns of the example files, named as in an export's query. */

export const allColumns = [
  ...['event_name', 'action_source', 'event_time', 'event_id', 'event_source_url', 'opt_out', 'partner_name'],
  ...['app_id', 'app_name', 'app_version', 'device_brand', 'device_carrier', 'device_type', 'os_version', 'wifi'],
  ...['language', 'em', 'hashed_maids', 'client_ip_address', 'client_user_agent', 'ph', 'ge', 'db', 'ln', 'fn', 'ct'],
  ...['st', 'zp', 'country', 'external_id', 'click_id', 'partner_id', 'currency', 'value', 'content_ids'],
  ...['content_name', 'content_category', 'content_brand', 'item_id', 'item_id_1', 'item_id_2'],
  ...['item_price', 'item_price_1', 'item_price_2', 'item_name', 'item_name_1', 'item_name_2'],
  ...['item_category', 'item_category_1', 'item_category_2', 'item_brand', 'item_brand_1', 'item_brand_2'],
  ...['item_quantity', 'item_quantity_1', 'item_quantity_2', 'num_items', 'order_id', 'search_string', 'opt_out_type'],
] as const;

/** The same, with more columns for some lists, and one column that matches no field and is ignored. */
export const conversionColumns = [
  ...allColumns.flatMap((column) => [column, ...(moreColumns()[column] ?? [])]),
  'loyalty_tier',
];

function moreColumns(): Record<string, readonly string[]> {
  return { em: ['em_1', 'em_2'], ph: ['ph_1'], content_ids: ['content_ids_1'] };
}

/** One row by column name; missing columns are empty. */
export type Row = Record<string, string>;

export function cellsOf(row: Row, columns: readonly string[]): string[] {
  return columns.map((column) => row[column] ?? '');
}

export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
