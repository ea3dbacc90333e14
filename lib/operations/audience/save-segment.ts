import { isDeepStrictEqual } from 'node:util';
import type { BuildColumns } from '../../core/audience/build.ts';
import { compileRule } from '../../core/audience/rules/compile-rule.ts';
import { type Segment, type SegmentChoice, type SegmentFolder, segmentInput } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type CountPopulationsOptions, countPopulations } from './count-populations.ts';
import { ruleContext, segmentColumns } from './rule-context.ts';

export interface SaveSegmentOptions extends CountPopulationsOptions {
  readonly segments: CountPopulationsOptions['segments'] & {
    inOneTransaction<T>(work: () => T): T;
    get(id: number): Segment;
    create(folder: SegmentFolder, choice: SegmentChoice): Segment;
    change(id: number, choice: SegmentChoice, folder?: number): Segment;
    folderAt(parentSegment: number, path: readonly string[]): SegmentFolder;
    delete(id: number): void;
    forgetPopulation(segment: number, build: number): void;
  };
}

/** A new segment in a folder, whose missing folders are created. Throws a UserError for a rule that cannot be compiled. */
export async function createSegment(
  options: SaveSegmentOptions,
  { parentSegment, folder }: { readonly parentSegment: number; readonly folder: readonly string[] },
  input: unknown,
): Promise<Segment> {
  const choice = parseInput(segmentInput, input);
  const columns = await segmentColumns(options, parentSegment);
  const created = storeSegment(options, { parentSegment, folder, columns }, choice);
  await countPopulations(options, parentSegment);
  return created;
}

/** Missing members stay unchanged; `folder` moves it. Throws a UserError for a rule that cannot be compiled, as in a circle. */
export async function changeSegment(
  options: SaveSegmentOptions,
  id: number,
  { folder, ...changes }: { readonly folder?: readonly string[] | undefined } & Readonly<Record<string, unknown>>,
): Promise<Segment> {
  const before = options.segments.get(id);
  const { parentSegment } = before;
  const choice = parseInput(segmentInput, { ...before, ...changes });
  const columns = await segmentColumns(options, parentSegment);
  const changed = storeSegment(options, { parentSegment, folder: folder ?? before.folder, columns, id }, choice);
  await countPopulations(options, parentSegment);
  return changed;
}

/** Where a segment is stored, and the columns that its rule can use. */
export interface SegmentPlace {
  readonly parentSegment: number;
  readonly folder: readonly string[];
  readonly columns: BuildColumns;
  /** Of a stored segment. */
  readonly id?: number | undefined;
}

/** Stores a new or changed segment in one transaction. Throws a UserError for a rule that cannot be compiled. */
export function storeSegment(
  options: Pick<SaveSegmentOptions, 'segments' | 'clock' | 'parentSegments' | 'builds'>,
  { parentSegment, folder, columns, id }: SegmentPlace,
  choice: SegmentChoice,
): Segment {
  const { segments } = options;
  return segments.inOneTransaction(() => {
    compileRule(choice.rule, ruleContext(options, { parentSegment, columns, segment: id }));
    const place = segments.folderAt(parentSegment, folder);
    if (id === undefined) return segments.create(place, choice);
    if (!isDeepStrictEqual(segments.get(id).rule, choice.rule)) forgetPopulations(options, parentSegment, id);
    return segments.change(id, choice, place.id);
  });
}

/** A changed rule also changes the segments that refer to it. What earlier builds had stays as it was. */
function forgetPopulations(
  { segments, builds }: Pick<SaveSegmentOptions, 'segments' | 'builds'>,
  parentSegment: number,
  id: number,
): void {
  const build = builds.inUse(parentSegment)?.job;
  if (build === undefined) return;
  const all = segments.list(parentSegment);
  const changed = new Set([id]);
  for (const each of changed) {
    segments.forgetPopulation(each, build);
    for (const user of all) if (refersTo(user.rule, String(each))) changed.add(user.id);
  }
}

/** Throws UserErrors `segment_unknown`, and `segment_in_use` with the names of the segments that refer to it. */
export function deleteSegment({ segments }: Pick<SaveSegmentOptions, 'segments'>, id: number): void {
  segments.inOneTransaction(() => {
    const { parentSegment, name } = segments.get(id);
    const users = segments.list(parentSegment).filter(({ rule }) => refersTo(rule, String(id)));
    if (users.length > 0)
      throw new UserError('segment_in_use', { name, segments: users.map((each) => each.name).join(', ') });
    segments.delete(id);
  });
}

/** Whether a rule of the same parent segment names the segment. */
export function refersTo({ conditions }: Segment['rule'], id: string): boolean {
  return conditions.some((ruleSet) => ruleSet.conditions.some((each) => each.type === 'Reference' && each.id === id));
}
