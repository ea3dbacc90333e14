'use client';

import { useTrinoSchemas } from '#components/http/use-trino-schemas.ts';
import type { QueryEngine } from '#lib/core/job/query.ts';
import type { EditorStart } from '../editor-start.ts';

/** The databases of an engine. */
export interface Databases {
  readonly names: readonly string[];
  readonly isLoading: boolean;
  readonly problem: string | undefined;
}

/** The databases of DuckDB are known when the editor opens; Trino's schemas are loaded when Trino is chosen. */
export function useDatabases(engine: QueryEngine, { databases, hasTrino }: EditorStart): Databases {
  const { data, error, isLoading } = useTrinoSchemas(engine === 'trino' && hasTrino);
  if (engine === 'duckdb') return { names: databases, isLoading: false, problem: undefined };
  return { names: data ?? [], isLoading, problem: error?.message };
}
