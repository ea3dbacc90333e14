import type { QueryColumn } from '../../../core/job/query.ts';
import type { TableFile, WorkbenchFiles } from '../../files/workbench-files.ts';

export interface InspectedTable {
  readonly columns: readonly QueryColumn[];
  readonly records: number;
}

const MAX_ENTRIES = 10_000;

/** Caches inspected tables. A table's file may be replaced, but never changes, so each file is inspected only once. */
export class InspectedTableCache {
  readonly #files: Pick<WorkbenchFiles, 'facts'>;
  readonly #entries = new Map<string, InspectedTable>();

  constructor(files: Pick<WorkbenchFiles, 'facts'>) {
    this.#files = files;
  }

  /** The inspected tables, in order. Calls `inspect` for tables that are not cached, if there are any. */
  async get(
    tables: readonly TableFile[],
    inspect: (uncached: readonly TableFile[]) => Promise<readonly InspectedTable[]>,
  ): Promise<readonly InspectedTable[]> {
    const versions = await Promise.all(tables.map((table) => this.#versionOf(table)));
    const results = versions.map((version) => this.#entries.get(version));
    const uncachedIndexes = [...results.keys()].filter((index) => results[index] === undefined);
    if (uncachedIndexes.length > 0) {
      const inspected = await inspect(uncachedIndexes.map((index) => tables[index] as TableFile));
      for (const [position, index] of uncachedIndexes.entries()) {
        results[index] = inspected[position];
        this.#remember(versions[index] as string, inspected[position]);
      }
    }
    return results.filter((table) => table !== undefined);
  }

  #remember(version: string, table: InspectedTable | undefined): void {
    if (this.#entries.size >= MAX_ENTRIES) this.#entries.clear();
    if (table) this.#entries.set(version, table);
  }

  /** The version of a table, which changes when its file is replaced or deleted. */
  async #versionOf(table: TableFile): Promise<string> {
    const facts = await this.#files.facts(table);
    return `${table.path} ${facts?.bytes} ${facts?.updatedAt}`;
  }
}
