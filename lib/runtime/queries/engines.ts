import type { WorkbenchFiles } from '../../adapters/files/workbench-files.ts';
import { DuckdbEngine } from '../../adapters/query-engine/query-engine-duckdb.ts';
import { TrinoEngine } from '../../adapters/query-engine/query-engine-trino.ts';
import type { QueryRunner } from '../../adapters/query-engine/query-runner.ts';
import { UserError } from '../../core/errors.ts';
import type { QueryEngine } from '../../core/job/query.ts';
import type { Env } from '../../env.ts';
import type { Platform } from '../platform.ts';

/** The query engines. */
export interface Engines {
  readonly engine: DuckdbEngine;
  /** The Trino engine. Throws UserError `trino_not_set_up`. */
  readonly trino: () => TrinoEngine;
  /** The engine of a query. Throws UserError `trino_not_set_up`. */
  readonly engineFor: (engine: QueryEngine) => QueryRunner;
}

interface OpenEngines {
  readonly engines: Engines;
  readonly close: () => Promise<void>;
}

export function openEngines(env: Env, workbench: WorkbenchFiles, clock: Platform['clock']): OpenEngines {
  const timeoutMs = env.queryTimeoutSeconds * 1000;
  const limits = { threads: env.queryThreads, memoryBytes: env.queryMemoryBytes, timeoutMs };
  const engine = new DuckdbEngine(workbench, limits);
  const trinoEngine = env.trino && new TrinoEngine({ ...env.trino, timeoutMs }, clock);
  const trino = () => trinoEngine ?? refuseTrino();
  return {
    engines: { engine, trino, engineFor: (name) => (name === 'duckdb' ? engine : trino()) },
    close: async () => trinoEngine?.close(),
  };
}

function refuseTrino(): never {
  throw new UserError('trino_not_set_up', {}, { field: 'engine' });
}
