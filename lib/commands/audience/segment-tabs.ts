import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { audienceDatabase } from '../../core/audience/audience-database.ts';
import { PROFILES_SHOWN } from '../../core/audience/segment.ts';
import { UserError } from '../../core/errors.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import { segmentProfiles, segmentSql } from '../../operations/audience/read-segment.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand, idInPath } from '../command.ts';
import { concealRecords, forActor } from '../concealed/concealed.ts';

const POPULATIONS_SHOWN = 60;

const bySegment = z.object({ segment: idInPath });
const profilesInput = bySegment.extend({ signal: abortSignal });

/** The first customers of a segment in the build in use; personal values are masked. */
export const viewProfiles = defineInternalCommand({
  id: 'viewProfiles',
  permission: 'audiences.read',
  effect: 'reads',
  input: profilesInput,
  run: async (input, runtime, actor) => {
    const masked = maskRecords(await firstProfiles(input, runtime), getFileConnector().fields);
    return forActor(actor, masked, concealRecords);
  },
});

export const showProfiles = defineInternalCommand({
  id: 'showProfiles',
  permission: 'values.show',
  effect: 'shows',
  input: profilesInput,
  run: firstProfiles,
});

async function firstProfiles({ segment, signal }: z.output<typeof profilesInput>, runtime: Runtime) {
  return segmentProfiles(runtime, await ruleOf(segment, runtime), PROFILES_SHOWN, signal);
}

/**
 * `buildInUse` is the build that the profiles of a segment come from, null before the first build; `newestBuild` may
 * not have ended.
 */
export const viewSegmentBuild = defineInternalCommand({
  id: 'viewSegmentBuild',
  permission: 'audiences.read',
  effect: 'reads',
  input: bySegment,
  async run({ segment: id }, { segments, builds }) {
    const { parentSegment } = await segments.get(id);
    const buildInUse = await builds.inUse(parentSegment);
    return {
      buildInUse: buildInUse ? { job: buildInUse.job, endedAt: buildInUse.endedAt } : null,
      newestBuild: (await builds.list(parentSegment, { limit: 1 }))[0] ?? null,
    };
  },
});

/**
 * The SQL of a segment, and where it runs. A rule that cannot be compiled, for example because a column no longer
 * exists, is a regular result.
 */
export const viewSegmentSql = defineInternalCommand({
  id: 'viewSegmentSql',
  permission: 'audiences.read',
  effect: 'reads',
  input: bySegment,
  async run({ segment }, runtime) {
    const rule = await ruleOf(segment, runtime);
    const { engine } = await runtime.parentSegments.get(rule.parentSegment);
    try {
      return { sql: await segmentSql(runtime, rule), engine, database: audienceDatabase(rule.parentSegment) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { problem: { code: error.code, params: error.params } };
    }
  },
});

/** How many customers a segment had in the newest builds, oldest first. */
export const viewPopulations = defineInternalCommand({
  id: 'viewPopulations',
  permission: 'audiences.read',
  effect: 'reads',
  input: bySegment,
  run: async ({ segment: id }, { segments }) =>
    (await segments.populations((await segments.get(id)).id, POPULATIONS_SHOWN)).toReversed(),
});

async function ruleOf(id: number, { segments }: Pick<Runtime, 'segments'>) {
  const { parentSegment, rule } = await segments.get(id);
  return { parentSegment, rule, segment: id };
}
