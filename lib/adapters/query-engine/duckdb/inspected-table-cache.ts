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
  readonly #known = new Map<string, InspectedTable>();

  constructor(files: Pick<WorkbenchFiles, 'facts'>) {
    this.#files = files;
  }

  /** The inspected tables, in order. Calls `inspect` for tables that are not cached, if there are any. */
  async get(
    tables: readonly TableFile[],
    inspect: (unknown: readonly TableFile[]) => Promise<readonly InspectedTable[]>,
  ): Promise<readonly InspectedTable[]> {
    const versions = await Promise.all(tables.map((table) => this.#versionOf(table)));
    const known = versions.map((version) => this.#known.get(version));
    const unknown = tables.filter((_, index) => known[index] === undefined);
    const inspected = (unknown.length === 0 ? [] : await inspect(unknown)).values();
    return versions.flatMap((version, index) => known[index] ?? this.#remember(version, inspected.next().value) ?? []);
  }

  #remember(version: string, table: InspectedTable | undefined): InspectedTable | undefined {
    if (this.#known.size >= MAX_ENTRIES) this.#known.clear();
    if (table) this.#known.set(version, table);
    return table;
  }

  /** The version of a table, which changes when its file is replaced or deleted. */
  async #versionOf(table: TableFile): Promise<string> {
    const facts = await this.#files.facts(table);
    return `${table.path} ${facts?.bytes} ${facts?.updatedAt}`;
  }
}
