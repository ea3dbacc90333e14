import { readFile } from 'node:fs/promises';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

const engineModule = '@prisma/schema-engine-wasm/schema_engine_bg';

type Engine = Awaited<ReturnType<typeof openSchemaEngine>>;
type DiffParams = Parameters<Engine['diff']>[0];
type Schema = { readonly path: string; readonly content: string };

let loading: ReturnType<typeof loadEngine> | undefined;

/**
 * Loads Prisma's schema engine as WebAssembly, which needs no binary and no download. Its entry point imports a .wasm
 * file, which Node does not support, so the engine is instantiated here; once per process, because its glue code keeps
 * the instance in a module variable.
 */
async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(new URL('schema_engine_bg.wasm', import.meta.resolve(engineModule)));
  const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
  return glue.SchemaEngine;
}

/** Opens the engine on the factory's database. */
export async function openSchemaEngine(factory: SqlMigrationAwareDriverAdapterFactory, schema: Schema) {
  loading ??= loadEngine();
  const SchemaEngine = await loading;
  const datamodels: [string, string][] = [[schema.path, schema.content]];
  return SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/** The SQL that migrates the connected database to the schema; empty if they match. */
export function diffToSchema(engine: Engine, schema: Schema): Promise<string> {
  return diff(engine, { tag: 'schemaDatasource', files: [schema], configDir: '.' }, schema);
}

/** The SQL that leads from one schema to another, without a database; from an empty one if `from` is undefined. */
export function diffSchemas(engine: Engine, from: Schema | undefined, to: Schema): Promise<string> {
  return diff(engine, from ? { tag: 'schemaDatamodel', files: [from] } : { tag: 'empty' }, to);
}

async function diff(engine: Engine, from: DiffParams['from'], to: Schema): Promise<string> {
  const params = {
    from,
    to: { tag: 'schemaDatamodel' as const, files: [to] },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  };
  const { stdout } = await engine.diff(params);
  return stdout === null || /^-- This is an empty migration\.\s*$/.test(stdout) ? '' : stdout;
}
