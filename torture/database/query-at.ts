import { Client } from 'pg';

/** Executes statements on a PostgreSQL database, and returns the rows of the last one. */
export async function queryAt<Row>(url: string, ...statements: readonly string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const sql of statements) rows = (await client.query(sql)).rows as Row[];
    return rows;
  } finally {
    await client.end();
  }
}
