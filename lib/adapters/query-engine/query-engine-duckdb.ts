import { rm } from 'node:fs/promises';
import type { AskedQuery, QueryColumn } from '../../core/job/query.ts';
import type { ImportedTable, SomeRecords } from '../../core/query/workbench.ts';
import type { TableFile, WorkbenchFiles } from '../files/workbench-files.ts';
import { Slots } from '../system/slots.ts';
import { type InspectedTable, KnownTables } from './duckdb/known-tables.ts';
import { EngineProcess } from './engine-process.ts';
import type { EngineCatalog, EngineImport, EngineInspection, EngineLimits, EngineQuery } from './protocol.ts';
import type { QueryRunner, RunningQuery, RunOptions } from './query-runner.ts';

export interface EngineSettings {
  readonly threads: number;
  readonly memoryBytes: number;
  readonly timeoutMs: number;
}

type Request = EngineQuery | EngineImport | EngineInspection;

/** What shows tables that it does not name. */
const LISTS_TABLES = /\b(?:show|describe|information_schema|pg_|duckdb_)/;

const NEVER = new AbortController().signal;

/** Each preview starts a process; a few at a time keep memory bounded. */
const LOOKS = { atATime: 3, waiting: 30 };
const IMPORTS = { atATime: 2, waiting: 10 };
/** Previews are interactive: one that takes longer must not block the others. */
const LOOK_MS = 60_000;

/** Queries on the tables of the workbench, each in a process of its own. Throws UserError `query_engine_busy`, too. */
export class DuckdbEngine implements QueryRunner {
  readonly #files: WorkbenchFiles;
  readonly #settings: EngineSettings;
  readonly #known: KnownTables;
  readonly #looks = new Slots(LOOKS);
  readonly #imports = new Slots(IMPORTS);

  constructor(files: WorkbenchFiles, settings: EngineSettings) {
    this.#files = files;
    this.#settings = settings;
    this.#known = new KnownTables(files);
  }

  async columns(asked: AskedQuery, signal = NEVER): Promise<readonly QueryColumn[]> {
    const query = await this.#query(asked, { as: 'columns' });
    return this.#look(query, signal, async (engine) => (await engine.answer('columns')).columns);
  }

  async records(asked: AskedQuery, limit: number, signal = NEVER): Promise<SomeRecords> {
    const query = await this.#query(asked, { as: 'records', limit });
    return this.#look(query, signal, async (engine) => {
      const { columns } = await engine.answer('columns');
      const { records } = await engine.answer('records');
      return { columns, records };
    });
  }

  async run<T>(
    asked: AskedQuery,
    take: (result: RunningQuery) => Promise<T>,
    { signal = NEVER, uniqueNames = false }: RunOptions = {},
  ): Promise<T> {
    const query = await this.#query(asked, { as: 'csv', uniqueNames });
    return this.#with(query, signal, async (engine) => {
      const { columns } = await engine.answer('columns');
      return take({ columns, csv: engine.bytes(), records: () => engine.records });
    });
  }

  /** Columns and number of records of each of these tables. */
  inspect(tables: readonly TableFile[], signal = NEVER): Promise<readonly InspectedTable[]> {
    return this.#known.about(tables, (unknown) =>
      this.#look({ kind: 'inspect', tables: unknown }, signal, async (engine) => {
        const found: InspectedTable[] = [];
        while (found.length < unknown.length) found.push((await engine.answer('inspected')).table);
        return found;
      }),
    );
  }

  async import(request: Omit<EngineImport, 'kind'>): Promise<ImportedTable> {
    return this.#imports.use(NEVER, () =>
      this.#with({ kind: 'import', ...request }, NEVER, async (engine) => {
        const { records, skipped } = await engine.answer('imported');
        return { records, skipped };
      }),
    );
  }

  async #query({ database, sql, plannedAt }: AskedQuery, how: Pick<EngineQuery, 'as' | 'limit' | 'uniqueNames'>) {
    const catalog = await this.#catalog(database, sql);
    return { kind: 'query', catalog, database, sql, plannedAt, ...how } as const;
  }

  /** Only what the query may mean: a table or database whose name does not occur in it cannot be meant. */
  async #catalog(database: string, sql: string): Promise<EngineCatalog> {
    const words = sql.toLowerCase();
    const isList = LISTS_TABLES.test(words);
    const isNamed = (name: string) => isList || words.includes(name);
    const all = await this.#files.databases();
    const databases = all.filter((name) => name === database || isNamed(name));
    const tables = await Promise.all(databases.map((name) => this.#files.tables(name)));
    return { databases, tables: tables.flat().filter(({ table }) => isNamed(table)) };
  }

  #look<T>(request: Request, signal: AbortSignal, work: (engine: EngineProcess) => Promise<T>): Promise<T> {
    const timeoutMs = Math.min(LOOK_MS, this.#settings.timeoutMs);
    return this.#looks.use(signal, () => this.#with(request, signal, work, timeoutMs));
  }

  async #with<T>(
    request: Request,
    signal: AbortSignal,
    work: (engine: EngineProcess) => Promise<T>,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<T> {
    const { threads, memoryBytes } = this.#settings;
    const spillFolder = await this.#files.spillFolder();
    const limits: EngineLimits = { threads, memoryBytes, spillFolder };
    try {
      await using engine = new EngineProcess({ limits, ...request }, { signal, timeoutMs });
      return await work(engine);
    } finally {
      await rm(spillFolder, { recursive: true, force: true });
    }
  }
}
