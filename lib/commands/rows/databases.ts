import { z } from 'zod';
import { defineRoute, noInput } from '../../api/route.ts';
import { listDatabases as list } from '../../operations/workbench/list-tables.ts';
import { loadSampleTables } from '../../runtime/queries/workbench.ts';
import { namePageInput, pageShape, toPage } from '../inputs/page.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { databaseObject, databaseShape } from '../shapes/table.ts';

export const listDatabases = defineRoute({
  id: 'listDatabases',
  method: 'GET',
  path: '/databases',
  tag: 'databases',
  input: z.object(namePageInput),
  answer: registerShape('DatabasePage', pageShape(databaseShape)),
  async run({ cursor = '', limit }, runtime) {
    const rest = (await list(runtime)).filter(({ name }) => name > cursor);
    return toPage(rest, limit, ({ name }) => name, databaseObject);
  },
});

export const createDatabase = defineRoute({
  id: 'createDatabase',
  method: 'POST',
  path: '/databases',
  tag: 'databases',
  input: z.object({ name: z.string().trim().min(1, 'input_required') }),
  answer: databaseShape,
  status: 201,
  async run({ name }, { workbench }) {
    await workbench.createDatabase(name);
    return databaseObject({ name, tables: 0, records: 0, bytes: 0, updatedAt: null });
  },
});

/** Permanently, with all its tables. */
export const deleteDatabase = defineRoute({
  id: 'deleteDatabase',
  method: 'DELETE',
  path: '/databases/{database}',
  tag: 'databases',
  input: noInput,
  answer: 'nothing',
  run: ({ database }, { workbench }) => workbench.deleteDatabase(database),
});

/** Replaces existing sample tables. */
export const loadSamples = defineRoute({
  id: 'loadSamples',
  method: 'POST',
  path: '/databases/samples',
  tag: 'databases',
  input: noInput,
  answer: registerShape('SampleTables', z.object({ tables: z.array(z.string()) })),
  run: async (_, runtime) => ({ tables: [...(await loadSampleTables(runtime))] }),
});
