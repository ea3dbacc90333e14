import { z } from 'zod';
import { isAudienceDatabase } from '../../core/audience/audience-database.ts';
import { parentSegmentInput, parentSegmentMembers } from '../../core/audience/parent-segment.ts';
import { timetableMembers } from '../../core/schedule/schedule.ts';
import { checkJoin, checkMaster } from '../../operations/audience/check-parent-segment.ts';
import { saveParentSegment } from '../../operations/audience/save-parent-segment.ts';
import { listTables } from '../../operations/workbench/list-tables.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { abortSignal, defineView, idNumber, noInput } from '../command.ts';

/** The builds of the overview. */
const RECENT_BUILDS = 30;
const BUILDS_PER_PAGE = 50;

/** All parent segments, each with the build in use and the newest one. */
export const viewParentSegments = defineView({
  id: 'viewParentSegments',
  permission: 'audiences.read',
  input: noInput,
  run(_, { parentSegments, segments, builds }) {
    const counts = segments.counts();
    return parentSegments.list().map(({ id, name, master, schedule }) => ({
      ...{ id, name, schedule, master: { database: master.database, table: master.table } },
      segments: counts.get(id) ?? 0,
      customers: builds.inUse(id)?.result?.customers ?? null,
      builtAt: builds.inUse(id)?.endedAt ?? null,
      newest: builds.list(id, { limit: 1 })[0] ?? null,
    }));
  },
});

const one = z.object({ parentSegment: idNumber });

/** A parent segment with its build in use and the newest builds. */
export const viewParentSegment = defineView({
  id: 'viewParentSegment',
  permission: 'audiences.read',
  input: one,
  run({ parentSegment: id }, { parentSegments, builds, workers }) {
    return {
      parentSegment: parentSegments.get(id),
      inUse: builds.inUse(id) ?? null,
      builds: builds.list(id, { limit: RECENT_BUILDS }),
      columns: columnsOf(id, builds),
      isWorkerAlive: workers.isAnyAlive(),
    };
  },
});

function columnsOf(id: number, builds: Runtime['builds']) {
  const inUse = builds.inUse(id);
  return (inUse && builds.columns(inUse.job)) ?? [];
}

/** One page of the builds of a parent segment, newest first. */
export const viewBuilds = defineView({
  id: 'viewBuilds',
  permission: 'audiences.read',
  input: one.extend({ before: z.int().nonnegative().optional() }),
  run({ parentSegment: id, before }, { parentSegments, builds }) {
    const found = builds.list(parentSegments.get(id).id, { limit: BUILDS_PER_PAGE + 1, before });
    const shown = found.slice(0, BUILDS_PER_PAGE);
    return {
      builds: shown,
      /** The build that the last one changed. */
      beforeLast: found[BUILDS_PER_PAGE] ?? null,
      older: found.length > BUILDS_PER_PAGE ? (shown.at(-1)?.job ?? null) : null,
    };
  },
});

/** The tables that a parent segment can read, with their columns. Tables of builds are left out. */
export const viewSourceTables = defineView({
  id: 'viewSourceTables',
  permission: 'audiences.read',
  input: noInput,
  async run(_, runtime) {
    const databases = (await runtime.workbench.databases()).filter((name) => !isAudienceDatabase(name));
    const tables = await Promise.all(databases.map((database) => listTables(database, runtime)));
    return databases.flatMap((database, index) =>
      (tables[index] ?? []).map(({ name: table, columns, records }) => ({ database, table, columns, records })),
    );
  },
});

/** Saves a parent segment as its form has it, or creates one if `id` is null. Returns its id. */
export const saveEditedParentSegment = defineView({
  id: 'saveEditedParentSegment',
  permission: 'audiences.write',
  input: z.object({
    id: idNumber.nullable(),
    choice: parentSegmentInput,
    /** Null: it is built only on request. What the form does not show stays as it is. */
    schedule: z.object({ cron: timetableMembers.cron, timeZone: timetableMembers.timeZone }).nullable(),
  }),
  async run({ id, choice, schedule }, runtime) {
    return (await saveParentSegment(runtime, id ?? undefined, { choice, schedule })).id;
  },
});

const { shape: master } = parentSegmentMembers.master;
const { shape: joined } = parentSegmentMembers.behaviors.unwrap().element;

const chosen = z.object({
  master: z.object({ database: master.database, table: master.table, key: master.key, filters: master.filters }),
  signal: abortSignal,
});

/** What a build would find in a master table. */
export const checkMasterTable = defineView({
  id: 'checkMasterTable',
  permission: 'audiences.write',
  input: chosen,
  run: ({ master, signal }, runtime) => checkMaster(master, runtime, signal),
});

/** What a build would find about a table joined to a master table. */
export const checkJoinedTable = defineView({
  id: 'checkJoinedTable',
  permission: 'audiences.write',
  input: chosen.extend({ source: joined.source, join: joined.join }),
  run: ({ master, source, join, signal }, runtime) => checkJoin(master, { source, join }, runtime, signal),
});
