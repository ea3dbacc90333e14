import { audienceDatabase } from '../../core/audience/audience-database.ts';
import { type Build, type BuildColumns, columnsOfPlan } from '../../core/audience/build.ts';
import { planBuild } from '../../core/audience/build-plan.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import type { BuildSchema } from '../../core/audience/rules/build-schema.ts';
import type { RuleContext } from '../../core/audience/rules/compile-rule.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { JobError } from '../../core/job/job.ts';
import { type SourceOptions, sourceColumns } from './sources/source-tables.ts';

export interface SchemaOptions extends SourceOptions {
  readonly parentSegments: { get(id: number): ParentSegment; find(id: number): ParentSegment | undefined };
  readonly builds: {
    inUse(parentSegment: number): Build | undefined;
    columns(job: number): BuildColumns | undefined;
  };
}

export interface RuleOptions extends SchemaOptions {
  readonly segments: { find(id: number): Segment | undefined };
  readonly clock: Clock;
}

/** The columns of the build in use. Throws UserErrors `parent_segment_unknown` and `parent_segment_not_built`. */
export function builtColumns(options: Pick<SchemaOptions, 'parentSegments' | 'builds'>, parentSegment: number) {
  const { name } = options.parentSegments.get(parentSegment);
  const build = options.builds.inUse(parentSegment);
  const columns = build && options.builds.columns(build.job);
  if (!build || !columns) throw new UserError('parent_segment_not_built', { name });
  return { build, columns };
}

/** The columns of the build in use, or those that the first build will have. */
export async function segmentColumns(options: SchemaOptions, parentSegment: number): Promise<BuildColumns> {
  const choice = options.parentSegments.get(parentSegment);
  if (options.builds.inUse(parentSegment)) return builtColumns(options, parentSegment).columns;
  return columnsOfPlan(planBuild(choice, await sourceColumns(choice, options)));
}

/** As `segmentColumns`; none, with the reason, if there is no build and the tables of the first one cannot be read. */
export async function readableColumns(
  options: SchemaOptions,
  parentSegment: number,
): Promise<{ readonly columns: BuildColumns; readonly problem: JobError | null }> {
  try {
    return { columns: await segmentColumns(options, parentSegment), problem: null };
  } catch (error) {
    if (!(error instanceof UserError) || !options.parentSegments.find(parentSegment)) throw error;
    return { columns: [], problem: { code: error.code, params: error.params } };
  }
}

/** What a rule of a parent segment is compiled with; `segment` is the one that it belongs to. */
export function ruleContext(
  { segments, clock, parentSegments }: Pick<RuleOptions, 'segments' | 'clock' | 'parentSegments'>,
  { parentSegment, columns, segment }: { parentSegment: number; columns: BuildColumns; segment?: number | undefined },
): RuleContext {
  const timeZone = parentSegments.get(parentSegment).schedule?.timeZone ?? 'UTC';
  return {
    database: audienceDatabase(parentSegment),
    schema: schemaOf(columns),
    time: { now: Math.floor(clock.now() / 1000), timeZone },
    segmentOf(id) {
      const found = /^\d{1,15}$/.test(id) ? segments.find(Number(id)) : undefined;
      return found?.parentSegment === parentSegment ? { rule: found.rule, path: segmentPath(found) } : undefined;
    },
    segment: segment === undefined ? undefined : String(segment),
  };
}

function schemaOf([customers, ...behaviors]: BuildColumns): BuildSchema {
  const typesOf = (columns: BuildColumns[number]['columns'] = []) =>
    new Map(columns.map(({ name, type }) => [name, type]));
  return {
    customers: typesOf(customers?.columns),
    behaviors: new Map(
      behaviors.map(({ table, columns, timeColumn }) => [table, { columns: typesOf(columns), timeColumn }]),
    ),
  };
}
