import { z } from 'zod';
import { listDatabases as list } from '../../operations/workbench/list-tables.ts';
import { loadSampleTables } from '../../runtime/queries/workbench.ts';
import { pageAskedByName, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { named } from '../shapes/named.ts';
import { databaseObject, databaseShape } from '../shapes/table.ts';

export const listDatabases = route({
  id: 'listDatabases',
  method: 'GET',
  path: '/databases',
  tag: 'databases',
  input: z.object(pageAskedByName),
  answer: named('DatabasePage', pageOf(databaseShape)),
  async run({ cursor = '', limit }, runtime) {
    const behind = (await list(runtime)).filter(({ name }) => name > cursor);
    return turn(behind, limit, ({ name }) => name, databaseObject);
  },
});

export const createDatabase = route({
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

/** With all its tables, for good. */
export const deleteDatabase = route({
  id: 'deleteDatabase',
  method: 'DELETE',
  path: '/databases/{database}',
  tag: 'databases',
  input: nothing,
  answer: 'nothing',
  run: ({ database }, { workbench }) => workbench.deleteDatabase(database),
});

/** Anew where they are there already. */
export const loadSamples = route({
  id: 'loadSamples',
  method: 'POST',
  path: '/databases/samples',
  tag: 'databases',
  input: nothing,
  answer: named('SampleTables', z.object({ tables: z.array(z.string()) })),
  run: async (_, runtime) => ({ tables: [...(await loadSampleTables(runtime))] }),
});
