import type { QueryColumn } from '../../../core/job/query.ts';
import type { TableFile, WorkbenchFiles } from '../../files/workbench-files.ts';

export interface InspectedTable {
  readonly columns: readonly QueryColumn[];
  readonly records: number;
}

const MAX_ENTRIES = 10_000;

/** Caches inspected tables. A table's file never changes, so each is inspected only once. */
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
    const cached = versions.map((version) => this.#entries.get(version));
    const uncached = tables.filter((_, index) => cached[index] === undefined);
    const inspected = (uncached.length === 0 ? [] : await inspect(uncached)).values();
    return versions.flatMap((version, index) => cached[index] ?? this.#remember(version, inspected.next().value) ?? []);
  }

  #remember(version: string, table: InspectedTable | undefined): InspectedTable | undefined {
    if (this.#entries.size >= MAX_ENTRIES) this.#entries.clear();
    if (table) this.#entries.set(version, table);
    return table;
  }

  /** The version of a table, which changes when its file is replaced or deleted. */
  async #versionOf(table: TableFile): Promise<string> {
    const facts = await this.#files.facts(table);
    return `${table.path} ${facts?.bytes} ${facts?.updatedAt}`;
  }
}
