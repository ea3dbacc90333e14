import type { ReactNode } from 'react';
import { type DatabaseParams, loadTables } from '../../load-table.ts';

/** Loads the tables before streaming starts: afterwards the response can no longer become a 404. */
export default async function DatabaseLayout({ params, children }: { params: DatabaseParams; children: ReactNode }) {
  await loadTables(params);
  return children;
}
