import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import type { Actor } from '../../core/access/permission.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import type { RecordSample, TableOutline } from '../../core/query/workbench.ts';
import { previewQuery } from '../../core/sql/sql-name.ts';
import { describeTable, listDatabases, listTables } from '../../operations/workbench/list-tables.ts';
import { loadSampleQueries, loadSampleTables } from '../../runtime/queries/workbench.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { loadSampleProject, SAMPLES_MUTEX_KEY } from '../../runtime/workflow/sample-project.ts';
import { abortSignal, defineInternalCommand, idName, noInput } from '../command.ts';
import { concealRecords, forActor } from '../concealed/concealed.ts';

const MAX_RECORDS = 100;
const PING_TIMEOUT_MS = 8000;

export const viewDatabases = defineInternalCommand({
  id: 'viewDatabases',
  permission: 'databases.read',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => listDatabases(runtime),
});

export const viewDatabaseNames = defineInternalCommand({
  id: 'viewDatabaseNames',
  permission: 'databases.read',
  effect: 'reads',
  input: noInput,
  run: (_, { workbench }) => workbench.databases(),
});

/** The tables of a database with their columns. */
export const viewTables = defineInternalCommand({
  id: 'viewTables',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ database: idName, signal: abortSignal.optional() }),
  run: ({ database, signal }, runtime) => listTables(database, runtime, signal),
});

const table = z.object({ database: idName, table: idName });
/** Previews have no planned time. */
const NO_PLANNED_TIME = 0;

export const viewTable = defineInternalCommand({
  id: 'viewTable',
  permission: 'databases.read',
  effect: 'reads',
  input: table,
  run: ({ database, table }, runtime) => describeTable(database, table, runtime),
});

const records = table.extend({ signal: abortSignal });

/** The first records of a table; personal values are masked. */
export const viewTableRecords = defineInternalCommand({
  id: 'viewTableRecords',
  permission: 'databases.read',
  effect: 'reads',
  input: records,
  run: async (request, runtime, actor) => maskedFor(actor, await firstRecords(request, runtime)),
});

/** The same records with readable personal values. */
export const showTableRecords = defineInternalCommand({
  id: 'showTableRecords',
  permission: 'values.show',
  effect: 'shows',
  input: records,
  run: firstRecords,
});

function maskedFor(actor: Actor, sample: RecordSample): RecordSample {
  return forActor(actor, maskRecords(sample, getFileConnector().fields), concealRecords);
}

async function firstRecords({ database, table, signal }: z.output<typeof records>, { workbench, engine }: Runtime) {
  await workbench.table(database, table); // throws a UserError if there is no such table
  return engine.records({ database, sql: previewQuery(table), plannedAt: NO_PLANNED_TIME }, MAX_RECORDS, signal);
}

/** Creates or replaces the sample tables, and saves the sample queries and the sample workflow project if missing. */
export const loadSampleData = defineInternalCommand({
  id: 'loadSampleData',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) =>
    runtime.mutex.run(SAMPLES_MUTEX_KEY, async () => {
      await loadSampleTables(runtime);
      await loadSampleProject(runtime, { createsAuthentication: true });
      await loadSampleQueries(runtime);
    }),
});

/** Throws a UserError if the configured Trino server is unreachable or refuses its user. */
export const checkTrino = defineInternalCommand({
  id: 'checkTrino',
  permission: 'settings.read',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => runtime.trino().ping(PING_TIMEOUT_MS),
});

/** The names of the schemas in Trino's catalog. */
export const viewTrinoSchemas = defineInternalCommand({
  id: 'viewTrinoSchemas',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ signal: abortSignal }),
  run: ({ signal }, runtime) => runtime.trino().schemas(signal),
});

/** The tables of a schema, without columns: these are loaded on demand, as a schema can have thousands of tables. */
export const viewTrinoTables = defineInternalCommand({
  id: 'viewTrinoTables',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ schema: idName, signal: abortSignal }),
  async run({ schema, signal }, runtime): Promise<readonly TableOutline[]> {
    const names = await runtime.trino().tables(schema, signal);
    return names.map((name) => ({ name, columns: null, records: null }));
  },
});

/** The first records of a table; personal values are masked. */
export const viewTrinoRecords = defineInternalCommand({
  id: 'viewTrinoRecords',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ schema: idName, table: idName, signal: abortSignal }),
  async run({ schema, table, signal }, runtime, actor) {
    const request = { database: schema, sql: previewQuery(table), plannedAt: NO_PLANNED_TIME };
    return maskedFor(actor, await runtime.trino().records(request, MAX_RECORDS, signal));
  },
});

export const viewTrinoColumns = defineInternalCommand({
  id: 'viewTrinoColumns',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ schema: idName, table: idName, signal: abortSignal }),
  run: ({ schema, table, signal }, runtime) => runtime.trino().tableColumns(schema, table, signal),
});
