import type { QueryColumn } from '../../../core/job/query.ts';
import type { TableFile, WorkbenchFiles } from '../../files/workbench-files.ts';

/** What the engine finds out about a table. */
export interface InspectedTable {
  readonly columns: readonly QueryColumn[];
  readonly records: number;
}

/** So many are remembered. */
const MOST = 10_000;

/** What was found out about tables: their files never change, so that each is looked into only once. */
export class KnownTables {
  readonly #files: Pick<WorkbenchFiles, 'facts'>;
  readonly #known = new Map<string, InspectedTable>();

  constructor(files: Pick<WorkbenchFiles, 'facts'>) {
    this.#files = files;
  }

  /** About each of these tables, in their order. `look` is asked about those that are not known yet, if there are any. */
  async about(
    tables: readonly TableFile[],
    look: (unknown: readonly TableFile[]) => Promise<readonly InspectedTable[]>,
  ): Promise<readonly InspectedTable[]> {
    const versions = await Promise.all(tables.map((table) => this.#versionOf(table)));
    const known = versions.map((version) => this.#known.get(version));
    const unknown = tables.filter((_, index) => known[index] === undefined);
    const looked = (unknown.length === 0 ? [] : await look(unknown)).values();
    return versions.flatMap((version, index) => known[index] ?? this.#remember(version, looked.next().value) ?? []);
  }

  #remember(version: string, about: InspectedTable | undefined): InspectedTable | undefined {
    if (this.#known.size >= MOST) this.#known.clear();
    if (about) this.#known.set(version, about);
    return about;
  }

  /** Another file in a table's place is another version. */
  async #versionOf(table: TableFile): Promise<string> {
    const { bytes, updatedAt } = await this.#files.facts(table);
    return `${table.path} ${bytes} ${updatedAt}`;
  }
}
