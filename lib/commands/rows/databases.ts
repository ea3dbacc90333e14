import { z } from 'zod';
import { databaseName } from '../../core/query/workbench.ts';
import { listDatabases as list } from '../../operations/workbench/list-tables.ts';
import { loadSampleTables } from '../../runtime/queries/workbench.ts';
import { loadSampleProject, SAMPLES_MUTEX_KEY } from '../../runtime/workflow/sample-project.ts';
import { defineCommand, idName, noInput } from '../command.ts';
import { namePageInput, pageShape, toPage } from '../inputs/page.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { databaseObject, databaseShape } from '../shapes/table.ts';

export const listDatabases = defineCommand({
  id: 'listDatabases',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object(namePageInput),
  answer: registerShape('DatabasePage', pageShape(databaseShape)),
  async run({ cursor = '', limit }, runtime) {
    const remaining = (await list(runtime)).filter(({ name }) => name > cursor);
    return toPage(remaining, limit, ({ name }) => name, databaseObject);
  },
});

export const createDatabase = defineCommand({
  id: 'createDatabase',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: z.object({ name: databaseName }),
  answer: databaseShape,
  async run({ name }, { workbench }, _, audit) {
    await audit.setObject({ kind: 'database', id: name });
    await workbench.createDatabase(name);
    return databaseObject({ name, tables: 0, records: 0, bytes: 0, updatedAt: null });
  },
});

/** Permanently deletes a database with all its tables. */
export const deleteDatabase = defineCommand({
  id: 'deleteDatabase',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: z.object({ database: idName }),
  answer: 'nothing',
  run: ({ database }, { workbench }) => workbench.deleteDatabase(database),
});

/** Creates or replaces the sample tables, and stores the sample workflow project if it does not exist. */
export const loadSamples = defineCommand({
  id: 'loadSamples',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: noInput,
  answer: registerShape('SampleTables', z.object({ tables: z.array(z.string()) })),
  run: (_, runtime) =>
    runtime.mutex.run(SAMPLES_MUTEX_KEY, async () => {
      const tables = [...(await loadSampleTables(runtime))];
      await loadSampleProject(runtime, { createsAuthentication: false });
      return { tables };
    }),
});
