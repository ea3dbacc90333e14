import { rm } from 'node:fs/promises';
import type { BuildResult } from '../../core/audience/build-result.ts';
import type { QueryColumn, QueryRequest } from '../../core/job/query.ts';
import type { ImportedTable, RecordSample } from '../../core/query/workbench.ts';
import type { TableFile, WorkbenchFiles } from '../files/workbench-files.ts';
import { Semaphore } from '../system/semaphore.ts';
import { type InspectedTable, InspectedTableCache } from './duckdb/inspected-table-cache.ts';
import { EnginePool } from './engine-pool.ts';
import { EngineRun } from './engine-run.ts';
import type {
  EngineBuild,
  EngineCatalog,
  EngineImport,
  EngineLimits,
  EngineQuery,
  EngineResult,
  EngineTask,
} from './protocol.ts';
import type { QueryRunner, RunningQuery, RunOptions } from './query-runner.ts';

export interface EngineSettings {
  readonly threads: number;
  readonly memoryBytes: number;
  readonly timeoutMs: number;
}

/** Matches SQL in lower case that lists tables without naming them. */
const LISTS_TABLES = /\b(?:show|describe|information_schema|pg_|duckdb_)/;

const NEVER_ABORTED = new AbortController().signal;

/** Only a few previews run at a time, because each has its own process, with its own memory. */
const PREVIEW_LIMITS = { maxRunning: 3, maxWaiting: 30, busyCode: 'query_engine_busy' };
const IMPORT_LIMITS = { maxRunning: 2, maxWaiting: 10, busyCode: 'query_engine_busy' };
/** Short, because a person waits, and a slow preview must not block others. */
const PREVIEW_TIMEOUT_MS = 60_000;

/** The idle engine processes of this process. */
const POOL = new EnginePool();

/** Runs queries on the workbench's tables, one at a time per process. Also throws UserError `query_engine_busy`. */
export class DuckdbEngine implements QueryRunner {
  readonly #files: WorkbenchFiles;
  readonly #settings: EngineSettings;
  readonly #inspected: InspectedTableCache;
  readonly #previews = new Semaphore(PREVIEW_LIMITS);
  readonly #imports = new Semaphore(IMPORT_LIMITS);

  constructor(files: WorkbenchFiles, settings: EngineSettings) {
    this.#files = files;
    this.#settings = settings;
    this.#inspected = new InspectedTableCache(files);
  }

  async columns(request: QueryRequest, signal = NEVER_ABORTED): Promise<readonly QueryColumn[]> {
    const query = await this.#engineQuery(request, { as: 'columns' });
    return this.#preview(query, signal, async (engine) => (await engine.receive('columns')).columns);
  }

  async records(request: QueryRequest, limit: number, signal = NEVER_ABORTED): Promise<RecordSample> {
    const query = await this.#engineQuery(request, { as: 'records', limit });
    return this.#preview(query, signal, async (engine) => {
      const { columns } = await engine.receive('columns');
      const { records } = await engine.receive('records');
      return { columns, records };
    });
  }

  async run<T>(
    request: QueryRequest,
    take: (result: RunningQuery) => Promise<T>,
    { signal = NEVER_ABORTED, uniqueNames = false }: RunOptions = {},
  ): Promise<T> {
    const query = await this.#engineQuery(request, { as: 'csv', uniqueNames });
    return this.#runEngine(query, signal, async (engine) => {
      const { columns } = await engine.receive('columns');
      return take({ columns, csv: engine.bytes(), records: () => engine.records });
    });
  }

  /** Columns and number of records of these tables. */
  inspect(tables: readonly TableFile[], signal = NEVER_ABORTED): Promise<readonly InspectedTable[]> {
    return this.#inspected.get(tables, (uncached) =>
      this.#preview({ kind: 'inspect', tables: uncached }, signal, async (engine) => {
        const inspected: InspectedTable[] = [];
        while (inspected.length < uncached.length) inspected.push((await engine.receive('inspected')).table);
        return inspected;
      }),
    );
  }

  async import(request: Omit<EngineImport, 'kind'>): Promise<ImportedTable> {
    return this.#imports.use(NEVER_ABORTED, () =>
      this.#runEngine({ kind: 'import', ...request }, NEVER_ABORTED, async (engine) => {
        const { records, skipped } = await engine.receive('imported');
        return { records, skipped };
      }),
    );
  }

  /**
   * Writes the frozen result of a query into the file of a table. Returns the number of the table's records; null if
   * the table already contained the result.
   */
  async writeResult(request: Omit<EngineResult, 'kind'>, signal: AbortSignal): Promise<number | null> {
    return this.#imports.use(signal, () =>
      this.#runEngine({ kind: 'result', ...request }, signal, async (engine) => {
        return (await engine.receive('resultWritten')).records;
      }),
    );
  }

  /** Writes the tables of a parent segment's build, and calls `onTable` after each. */
  async build(
    request: Omit<EngineBuild, 'kind'>,
    { signal, onTable }: { signal: AbortSignal; onTable: (table: string) => void },
  ): Promise<BuildResult> {
    return this.#runEngine({ kind: 'build', ...request }, signal, async (engine) => {
      for (const _ of request.targets) onTable((await engine.receive('tableBuilt')).table);
      return (await engine.receive('built')).result;
    });
  }

  async #engineQuery(
    { database, sql, plannedAt }: QueryRequest,
    output: Pick<EngineQuery, 'as' | 'limit' | 'uniqueNames'>,
  ) {
    const catalog = await this.#catalogOf(database, sql);
    return { kind: 'query', catalog, database, sql, plannedAt, ...output } as const;
  }

  /**
   * The catalog for a query: its own database, and the tables and databases whose names occur in its SQL, or all of
   * them if its SQL lists tables.
   */
  async #catalogOf(database: string, sql: string): Promise<EngineCatalog> {
    const lowerSql = sql.toLowerCase();
    const listsTables = LISTS_TABLES.test(lowerSql);
    const isNamed = (name: string) => listsTables || lowerSql.includes(name);
    const allNames = await this.#files.databases();
    const databases = await this.#files.existing(allNames.filter((name) => name === database || isNamed(name)));
    const tables = databases.flatMap((files) => files.tables).filter(({ table }) => isNamed(table));
    return { databases: databases.map(({ name }) => name), tables };
  }

  #preview<T>(task: EngineTask, signal: AbortSignal, work: (engine: EngineRun) => Promise<T>): Promise<T> {
    const timeoutMs = Math.min(PREVIEW_TIMEOUT_MS, this.#settings.timeoutMs);
    return this.#previews.use(signal, () => this.#runEngine(task, signal, work, timeoutMs));
  }

  async #runEngine<T>(
    task: EngineTask,
    signal: AbortSignal,
    work: (engine: EngineRun) => Promise<T>,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<T> {
    const { threads, memoryBytes } = this.#settings;
    const spillFolder = await this.#files.createSpillFolder();
    const limits: EngineLimits = { threads, memoryBytes, spillFolder };
    try {
      await using engine = new EngineRun(POOL, { limits, ...task }, { signal, timeoutMs });
      const result = await work(engine);
      await engine.finish();
      return result;
    } finally {
      await rm(spillFolder, { recursive: true, force: true });
    }
  }
}
