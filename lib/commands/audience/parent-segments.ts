import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { isAudienceDatabase } from '../../core/audience/audience-database.ts';
import type { Build } from '../../core/audience/build.ts';
import { buildProgress } from '../../core/audience/build-progress.ts';
import { parentSegmentInput, parentSegmentMembers } from '../../core/audience/parent-segment.ts';
import { sourceTables } from '../../core/audience/source-tables.ts';
import { UserError } from '../../core/errors.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import { timetableMembers } from '../../core/schedule/schedule.ts';
import { saveParentSegment } from '../../operations/audience/save-parent-segment.ts';
import { checkJoin, checkMaster } from '../../operations/audience/sources/check-parent-segment.ts';
import { exampleCustomers } from '../../operations/audience/sources/example-customers.ts';
import { sourceColumns } from '../../operations/audience/sources/source-tables.ts';
import { listTables } from '../../operations/workbench/list-tables.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand, idNumber, noInput } from '../command.ts';

const RECENT_BUILDS = 30;
const BUILDS_PER_PAGE = 50;

/** All parent segments, each with the build in use and the newest one. */
export const viewParentSegments = defineInternalCommand({
  id: 'viewParentSegments',
  permission: 'audiences.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const { parentSegments, segments, builds } = runtime;
    const counts = await segments.counts();
    const rows = (await parentSegments.list()).map(async ({ id, name, master, schedule }) => {
      const buildInUse = await builds.inUse(id);
      const [newestBuild] = await builds.list(id, { limit: 1 });
      return {
        id,
        name,
        schedule,
        master: { database: master.database, table: master.table },
        segmentCount: counts.get(id) ?? 0,
        customers: buildInUse?.result?.customers ?? null,
        builtAt: buildInUse?.endedAt ?? null,
        ...(await withProgress(newestBuild, runtime)),
      };
    });
    return Promise.all(rows);
  },
});

const MAX_LOG_LINES = 500;

/** The newest build, and its progress while it runs. */
async function withProgress(newestBuild: Build | undefined, { builds, log }: Runtime) {
  const isRunning = newestBuild?.state === 'running';
  const definition = isRunning ? await builds.definition(newestBuild.job) : undefined;
  const progress = definition
    ? buildProgress(definition.choice, await log.page(newestBuild?.job ?? 0, { limit: MAX_LOG_LINES }))
    : null;
  return { newestBuild: newestBuild ?? null, progress };
}

const byParentSegment = z.object({ parentSegment: idNumber });

/** A parent segment with its build in use and the newest builds. */
export const viewParentSegment = defineInternalCommand({
  id: 'viewParentSegment',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment,
  async run({ parentSegment: id }, runtime) {
    const { parentSegments, builds, workers } = runtime;
    const recent = await builds.list(id, { limit: RECENT_BUILDS });
    return {
      parentSegment: await parentSegments.get(id),
      buildInUse: (await builds.inUse(id)) ?? null,
      builds: recent,
      progress: (await withProgress(recent[0], runtime)).progress,
      tables: await tablesInUse(id, builds),
      isWorkerAlive: await workers.isAnyAlive(),
    };
  },
});

async function tablesInUse(id: number, builds: Runtime['builds']) {
  const buildInUse = await builds.inUse(id);
  return (buildInUse && (await builds.tables(buildInUse.job))) ?? [];
}

/** One page of the builds of a parent segment, newest first. */
export const viewBuilds = defineInternalCommand({
  id: 'viewBuilds',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment.extend({ before: z.int().nonnegative().optional() }),
  async run({ parentSegment: id, before }, { parentSegments, builds }) {
    await parentSegments.get(id); // throws if unknown
    const rows = await builds.list(id, { limit: BUILDS_PER_PAGE + 1, before });
    const shown = rows.slice(0, BUILDS_PER_PAGE);
    return {
      builds: shown,
      /** The build before the last one on this page, for the changes between them. */
      precedingBuild: rows[BUILDS_PER_PAGE] ?? null,
      older: rows.length > BUILDS_PER_PAGE ? (shown.at(-1)?.job ?? null) : null,
    };
  },
});

/** The tables of the workbench that a parent segment can read, with their columns. Tables of builds are left out. */
export const viewSourceTables = defineInternalCommand({
  id: 'viewSourceTables',
  permission: 'audiences.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const databases = (await runtime.workbench.databases()).filter((name) => !isAudienceDatabase(name));
    const tables = await Promise.all(databases.map((database) => listTables(database, runtime)));
    return {
      tables: databases.flatMap((database, index) =>
        (tables[index] ?? []).map(({ name: table, columns, records }) => ({ database, table, columns, records })),
      ),
      hasTrino: runtime.env.trino !== undefined,
    };
  },
});

/** The tables that a parent segment reads, if its engine is Trino; without columns if Trino cannot be read. */
export const viewChosenTables = defineInternalCommand({
  id: 'viewChosenTables',
  permission: 'audiences.read',
  effect: 'reads',
  input: byParentSegment.extend({ signal: abortSignal.optional() }),
  async run({ parentSegment: id, signal }, runtime) {
    const parentSegment = await runtime.parentSegments.get(id);
    if (parentSegment.engine === 'duckdb') return [];
    const columnsOf = await sourceColumns(parentSegment, runtime, signal).catch(ignoreUserError);
    const tables = sourceTables(parentSegment);
    return tables.map((source) => ({ ...source, columns: columnsOf?.(source) ?? null, records: null }));
  },
});

function ignoreUserError(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/** Saves a parent segment as entered in its form, or creates one if `id` is null. Returns its id. */
export const saveEditedParentSegment = defineInternalCommand({
  id: 'saveEditedParentSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  object: 'parent_segment',
  input: z.object({
    id: idNumber.nullable(),
    choice: parentSegmentInput,
    /**
     * Null if it is built only manually. The form shows only these members of a schedule; the others stay unchanged.
     */
    schedule: z.object({ cron: timetableMembers.cron, timeZone: timetableMembers.timeZone }).nullable(),
    /** The `updatedAt` that the form was loaded with; without it, changes made since then are overwritten. */
    ifUpdatedAt: z.int().optional(),
  }),
  async run({ id, ...changes }, runtime) {
    return (await saveParentSegment(runtime, id ?? undefined, changes)).id;
  },
});

const { shape: master } = parentSegmentMembers.master;
const { shape: joined } = parentSegmentMembers.behaviors.unwrap().element;

const masterInput = z.object({
  master: z.object({
    engine: parentSegmentMembers.engine,
    database: master.database,
    table: master.table,
    key: master.key,
    filters: master.filters,
  }),
  signal: abortSignal,
});

/** What a build would find in a master table. */
export const checkMasterTable = defineInternalCommand({
  id: 'checkMasterTable',
  permission: 'audiences.write',
  effect: 'reads',
  input: masterInput,
  run: ({ master, signal }, runtime) => checkMaster(master, runtime, signal),
});

/** Some customers as a build would join them; personal values are masked. */
export const viewExampleCustomers = defineInternalCommand({
  id: 'viewExampleCustomers',
  permission: 'audiences.write',
  effect: 'reads',
  input: masterInput.extend({ joins: z.array(z.object({ source: joined.source, join: joined.join })) }),
  async run({ master, joins, signal }, runtime) {
    const examples = await exampleCustomers(master, joins, runtime, signal);
    const { fields } = getFileConnector();
    return {
      master: maskRecords(examples.master, fields),
      joins: examples.joins.map(({ columns, rows }) => {
        const { records } = maskRecords({ columns, records: rows.map((row) => row ?? []) }, fields);
        return { columns, rows: records.map((record, index) => (rows[index] ? record : null)) };
      }),
    };
  },
});

/** What a build would find about a table joined to a master table. */
export const checkJoinedTable = defineInternalCommand({
  id: 'checkJoinedTable',
  permission: 'audiences.write',
  effect: 'reads',
  input: masterInput.extend({ source: joined.source, join: joined.join }),
  run: ({ master, source, join, signal }, runtime) => checkJoin(master, { source, join }, runtime, signal),
});
