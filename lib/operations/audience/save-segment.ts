import { isDeepStrictEqual } from 'node:util';
import type { BuiltTables } from '../../core/audience/build.ts';
import { compileRule } from '../../core/audience/rules/compile-rule.ts';
import { type Segment, type SegmentChoice, type SegmentFolder, segmentInput } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type Loaded, refuseStale } from '../../core/refuse-stale.ts';
import { type CountPopulationsOptions, countPopulations } from './count-populations.ts';
import { ruleContext, segmentTables } from './rule-context.ts';

export interface SaveSegmentOptions extends CountPopulationsOptions {
  readonly segments: CountPopulationsOptions['segments'] & {
    get(id: number): Promise<Segment>;
    create(folder: SegmentFolder, choice: SegmentChoice): Promise<Segment>;
    change(id: number, choice: SegmentChoice, folder?: number): Promise<Segment>;
    findOrCreateFolder(parentSegment: number, path: readonly string[]): Promise<SegmentFolder>;
    delete(id: number): Promise<void>;
    forgetPopulation(segment: number, build: number): Promise<void>;
  };
}

/** Creates a segment, and missing folders of its path. Throws a UserError for a rule that cannot be compiled. */
export async function createSegment(
  options: SaveSegmentOptions,
  { parentSegment, folder }: { readonly parentSegment: number; readonly folder: readonly string[] },
  input: unknown,
): Promise<Segment> {
  const choice = parseInput(segmentInput, input);
  const tables = await segmentTables(options, parentSegment);
  const created = await storeSegment(options, { parentSegment, folder, tables }, choice);
  await countPopulations(options, parentSegment);
  return created;
}

/**
 * Missing members stay unchanged; `folder` moves the segment. Throws a UserError for a changed rule that cannot be
 * compiled, for example because it refers to its own segment, and `changed_meanwhile` if the segment has changed since
 * it was loaded.
 */
export async function changeSegment(
  options: SaveSegmentOptions,
  id: number,
  { folder, ifUpdatedAt, ...changes }: SegmentChanges,
): Promise<Segment> {
  const before = await options.segments.get(id);
  const { parentSegment } = before;
  const hasRule = changes.rule !== undefined;
  // If the rule stays, an empty rule is parsed in its place, because a stored rule is not checked again.
  const parsed = parseInput(segmentInput, { ...before, rule: {}, ...changes });
  const choice = hasRule ? parsed : { ...parsed, rule: before.rule };
  // A segment whose column is gone can still be renamed and moved.
  const isChecked = hasRule && !isDeepStrictEqual(choice.rule, before.rule);
  const tables = isChecked ? await segmentTables(options, parentSegment) : undefined;
  // Omitted members keep the values read above, so a segment that has changed since is refused.
  const { updatedAt } = before;
  const place = {
    parentSegment,
    folder: folder ?? before.folder,
    tables,
    id,
    ifUpdatedAt: ifUpdatedAt ?? updatedAt,
  };
  const changed = await storeSegment(options, place, choice);
  await countPopulations(options, parentSegment);
  return changed;
}

export interface SegmentChanges extends Loaded {
  readonly folder?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly rule?: unknown;
}

/** Where a segment is stored, and the tables that its rule can use. */
export interface SegmentPlace extends Loaded {
  readonly parentSegment: number;
  readonly folder: readonly string[];
  /** Undefined for a rule that stays as it is, which is not checked again. */
  readonly tables: BuiltTables | undefined;
  /** The id of the stored segment; undefined for a new one. */
  readonly id?: number | undefined;
}

/**
 * Stores a new or changed segment in one transaction. Throws UserErrors for a rule that cannot be compiled, and
 * `changed_meanwhile` as `changeSegment` does.
 */
export async function storeSegment(
  options: Pick<SaveSegmentOptions, 'inOneTransaction' | 'segments' | 'clock' | 'parentSegments' | 'builds'>,
  { parentSegment, folder, tables, id, ifUpdatedAt }: SegmentPlace,
  choice: SegmentChoice,
): Promise<Segment> {
  const { segments } = options;
  return options.inOneTransaction(async () => {
    if (id !== undefined) refuseStale(await segments.get(id), { ifUpdatedAt });
    if (tables)
      compileRule(choice.rule, await ruleContext(options, { parentSegment, tables, rule: choice.rule, segment: id }));
    const storedFolder = await segments.findOrCreateFolder(parentSegment, folder);
    if (id === undefined) return segments.create(storedFolder, choice);
    if (!isDeepStrictEqual((await segments.get(id)).rule, choice.rule))
      await forgetPopulations(options, parentSegment, id);
    return segments.change(id, choice, storedFolder.id);
  });
}

/**
 * Forgets the populations that a segment, and all segments that refer to it, have in the build in use. Populations in
 * earlier builds stay unchanged.
 */
async function forgetPopulations(
  { segments, builds }: Pick<SaveSegmentOptions, 'segments' | 'builds'>,
  parentSegment: number,
  id: number,
): Promise<void> {
  const build = (await builds.inUse(parentSegment))?.job;
  if (build === undefined) return;
  const allSegments = await segments.list(parentSegment);
  // Ids that are added during the loop are visited, too.
  const changedIds = new Set([id]);
  for (const changedId of changedIds) {
    await segments.forgetPopulation(changedId, build);
    for (const segment of allSegments) if (refersTo(segment.rule, String(changedId))) changedIds.add(segment.id);
  }
}

/** Throws UserErrors `segment_unknown`, and `segment_in_use` with the names of the segments that refer to it. */
export async function deleteSegment(
  { inOneTransaction, segments }: Pick<SaveSegmentOptions, 'inOneTransaction' | 'segments'>,
  id: number,
): Promise<void> {
  await inOneTransaction(async () => {
    const { parentSegment, name } = await segments.get(id);
    const referrers = (await segments.list(parentSegment)).filter(({ rule }) => refersTo(rule, String(id)));
    if (referrers.length > 0)
      throw new UserError('segment_in_use', { name, segments: referrers.map((segment) => segment.name) });
    await segments.delete(id);
  });
}

/** Whether a rule refers to the segment with this id. */
export function refersTo({ conditions }: Segment['rule'], id: string): boolean {
  return conditions.some((ruleSet) => ruleSet.conditions.some((rule) => rule.type === 'Reference' && rule.id === id));
}
