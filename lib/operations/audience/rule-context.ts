import { audienceDatabase } from '../../core/audience/audience-database.ts';
import { type Build, type BuiltTables, tablesOfPlan } from '../../core/audience/build.ts';
import { planBuild } from '../../core/audience/build-plan.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import type { BuildSchema } from '../../core/audience/rules/build-schema.ts';
import type { RuleContext } from '../../core/audience/rules/compile-rule.ts';
import type { SegmentRule } from '../../core/audience/rules/rule.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import { referencedIds } from '../../core/audience/yaml/references.ts';
import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { JobError } from '../../core/job/job.ts';
import { type SourceOptions, sourceColumns } from './sources/source-tables.ts';

export interface SchemaOptions extends SourceOptions {
  readonly parentSegments: {
    get(id: number): Promise<ParentSegment>;
    find(id: number): Promise<ParentSegment | undefined>;
  };
  readonly builds: {
    inUse(parentSegment: number): Promise<Build | undefined>;
    tables(job: number): Promise<BuiltTables | undefined>;
  };
}

export interface RuleOptions extends SchemaOptions {
  readonly segments: { find(id: number): Promise<Segment | undefined> };
  readonly clock: Clock;
}

/** The build in use and its tables. Throws UserErrors `parent_segment_unknown` and `parent_segment_not_built`. */
export async function builtTables(options: Pick<SchemaOptions, 'parentSegments' | 'builds'>, parentSegment: number) {
  const { name } = await options.parentSegments.get(parentSegment);
  const build = await options.builds.inUse(parentSegment);
  const tables = build && (await options.builds.tables(build.job));
  if (!build || !tables) throw new UserError('parent_segment_not_built', { name });
  return { build, tables };
}

/** The tables of the build in use, or those that the first build will have. */
export async function segmentTables(options: SchemaOptions, parentSegment: number): Promise<BuiltTables> {
  const definition = await options.parentSegments.get(parentSegment);
  if (await options.builds.inUse(parentSegment)) return (await builtTables(options, parentSegment)).tables;
  return tablesOfPlan(planBuild(definition, await sourceColumns(definition, options)));
}

/** Like `segmentTables`, but returns no tables and the reason if they cannot be read. */
export async function readableTables(
  options: SchemaOptions,
  parentSegment: number,
): Promise<{ readonly tables: BuiltTables; readonly problem: JobError | null }> {
  try {
    return { tables: await segmentTables(options, parentSegment), problem: null };
  } catch (error) {
    if (!(error instanceof UserError) || !(await options.parentSegments.find(parentSegment))) throw error;
    return { tables: [], problem: { code: error.code, params: error.params } };
  }
}

export interface RuleToCompile {
  readonly parentSegment: number;
  readonly tables: BuiltTables;
  readonly rule: SegmentRule;
  /** The segment that the rule belongs to; undefined for a new segment. */
  readonly segment?: number | undefined;
}

export async function ruleContext(
  { segments, clock, parentSegments }: Pick<RuleOptions, 'segments' | 'clock' | 'parentSegments'>,
  { parentSegment, tables, rule, segment }: RuleToCompile,
): Promise<RuleContext> {
  const { timeZone } = await parentSegments.get(parentSegment);
  const referenced = await referencedBy(rule, segments, parentSegment);
  return {
    database: audienceDatabase(parentSegment),
    schema: schemaOf(tables),
    time: { now: Math.floor(clock.now() / 1000), timeZone },
    segmentOf(id) {
      const referencedSegment = referenced.get(id);
      return referencedSegment && { rule: referencedSegment.rule, path: segmentPath(referencedSegment) };
    },
    segment: segment === undefined ? undefined : String(segment),
  };
}

/**
 * The rules that decide which customers a segment has: first its own, then those of the segments that it refers to.
 * Empty for an unknown segment.
 */
export async function rulesOf(segments: RuleOptions['segments'], id: number): Promise<readonly SegmentRule[]> {
  const segment = await segments.find(id);
  if (!segment) return [];
  const referenced = await referencedBy(segment.rule, segments, segment.parentSegment);
  return [segment.rule, ...Array.from(referenced.values(), ({ rule }) => rule)];
}

/**
 * The segments of a parent segment that a rule refers to, and those that their rules refer to, by their ids. A
 * reference such as `07` is ignored, because `refersTo` would not find it: for segment 7, it looks for the text `7`. A
 * reference with more than 15 digits is ignored, because a number cannot represent all of them exactly.
 */
async function referencedBy(
  rule: SegmentRule,
  segments: RuleOptions['segments'],
  parentSegment: number,
): Promise<ReadonlyMap<string, Segment>> {
  const referenced = new Map<string, Segment>();
  // Rules that are added during the loop are visited, too.
  const rules = [rule];
  for (const current of rules)
    for (const id of referencedIds(current)) {
      const segment = !referenced.has(id) && /^[1-9]\d{0,14}$/.test(id) ? await segments.find(Number(id)) : undefined;
      if (segment?.parentSegment !== parentSegment) continue;
      referenced.set(id, segment);
      rules.push(segment.rule);
    }
  return referenced;
}

function schemaOf([customers, ...behaviors]: BuiltTables): BuildSchema {
  const typesOf = (columns: BuiltTables[number]['columns'] = []) =>
    new Map(columns.map(({ name, type }) => [name, type]));
  return {
    customers: typesOf(customers?.columns),
    behaviors: new Map(
      behaviors.map(({ table, columns, timeColumn }) => [table, { columns: typesOf(columns), timeColumn }]),
    ),
  };
}
