import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface ShopSize {
  readonly customers: number;
  readonly behaviorRows: number;
}

/** Generates the tables of a shop with DuckDB, and writes them as Parquet. Only the times differ between runs. */
export async function writeShop(
  folder: string,
  { customers, behaviorRows }: ShopSize,
): Promise<readonly { readonly table: string; readonly path: string }[]> {
  const now = Math.floor(Date.now() / 1000);
  const queries = {
    customers: `SELECT i AS customer_id, 'customer.' || i || '@mail.example' AS email,
        ['US', 'JP', 'DE', 'FR', 'BR'][1 + i % 5] AS country, ['gold', 'silver', 'bronze', ''][1 + i % 4] AS tier,
        18 + i % 70 AS age, ${now} - (i * 7919) % 63072000 AS signed_up_at
      FROM range(1, ${customers + 1}) AS r(i)`,
    orders: `SELECT 'W-' || i AS order_id, 1 + (i * 7919) % ${customers} AS customer_id,
        ${now} - (i * 104729) % 31536000 AS ordered_at, ['Kitchen', 'Garden', 'Storage'][1 + i % 3] AS category,
        CAST(5 + (i * 31) % 245 + 0.5 AS DECIMAL(10, 2)) AS total
      FROM range(1, ${behaviorRows + 1}) AS r(i)`,
  };
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const files = Object.entries(queries).map(([table, sql]) => ({
      table,
      sql,
      path: join(folder, `${table}.parquet`),
    }));
    for (const { sql, path } of files) await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    return files.map(({ table, path }) => ({ table, path }));
  } finally {
    connection.closeSync();
  }
}
