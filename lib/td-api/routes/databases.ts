import { z } from 'zod';
import type { TableSummary } from '../../core/query/workbench.ts';
import {
  describeTable,
  listDatabases as list,
  listTables as tablesOf,
} from '../../operations/workbench/list-tables.ts';
import { defineTdRoute } from '../route.ts';
import { tdTime } from '../td-time.ts';
import { tableType } from '../type-names.ts';

const noInput = z.object({});

export const listDatabases = defineTdRoute({
  permission: 'databases.read',
  effect: 'reads',
  action: 'listDatabases',
  method: 'GET',
  path: '/database/list',
  input: noInput,
  async run(_, runtime) {
    const databases = (await list(runtime)).map(({ name, records, createdAt, updatedAt }) => {
      return {
        name,
        count: records,
        created_at: tdTime(createdAt),
        // Python's client reads a missing time as 1970.
        updated_at: tdTime(updatedAt ?? createdAt),
        organization: null,
        permission: 'administrator',
      };
    });
    return { databases };
  },
});

export const createDatabase = defineTdRoute({
  permission: 'databases.write',
  effect: 'changesInSteps',
  action: 'createDatabase',
  method: 'POST',
  path: '/database/create/{database}',
  input: noInput,
  async run({ database }, { workbench }) {
    await workbench.createDatabase(database);
    return { database };
  },
});

export const deleteDatabase = defineTdRoute({
  permission: 'databases.write',
  effect: 'changesInSteps',
  action: 'deleteDatabase',
  method: 'POST',
  path: '/database/delete/{database}',
  input: noInput,
  async run({ database }, { workbench }) {
    await workbench.deleteDatabase(database);
    return { database };
  },
});

export const listTables = defineTdRoute({
  permission: 'databases.read',
  effect: 'reads',
  action: 'listTables',
  method: 'GET',
  path: '/table/list/{database}',
  input: noInput,
  async run({ database }, runtime) {
    return { database, tables: (await tablesOf(database, runtime)).map(tdTableObject) };
  },
});

export const showTable = defineTdRoute({
  permission: 'databases.read',
  effect: 'reads',
  action: 'getTable',
  method: 'GET',
  path: '/table/show/{database}/{table}',
  input: noInput,
  async run({ database, table }, runtime) {
    return { database, ...tdTableObject(await describeTable(database, table, runtime)) };
  },
});

/** Tables change only by being replaced, so the times of creation, change and last record are the same. */
function tdTableObject({ name, columns, records, bytes, updatedAt }: TableSummary) {
  const at = tdTime(updatedAt);
  return {
    name,
    type: 'log',
    count: records,
    estimated_storage_size: bytes,
    schema: JSON.stringify(columns.map((column) => [column.name, tableType(column.type), column.name])),
    created_at: at,
    updated_at: at,
    counter_updated_at: at,
    last_log_timestamp: at,
    expire_days: null,
    include_v: false,
  };
}
