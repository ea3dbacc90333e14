import { compileRule } from '../../core/audience/rules/compile-rule.ts';
import { type Segment, type SegmentChoice, type SegmentFolder, segmentInput } from '../../core/audience/segment.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type RuleOptions, ruleContext, segmentColumns } from './rule-context.ts';

export interface SaveSegmentOptions extends RuleOptions {
  readonly segments: RuleOptions['segments'] & {
    inOneTransaction<T>(work: () => T): T;
    get(id: number): Segment;
    list(parentSegment: number): readonly Segment[];
    create(folder: SegmentFolder, choice: SegmentChoice): Segment;
    change(id: number, choice: SegmentChoice, folder?: number): Segment;
    folderAt(parentSegment: number, path: readonly string[]): SegmentFolder;
    delete(id: number): void;
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
  const { segments } = options;
  return segments.inOneTransaction(() => {
    compileRule(choice.rule, ruleContext(options, { parentSegment, columns }));
    return segments.create(segments.folderAt(parentSegment, folder), choice);
  });
}

/** Missing members stay unchanged; `folder` moves it. Throws a UserError for a rule that cannot be compiled, as in a circle. */
export async function changeSegment(
  options: SaveSegmentOptions,
  id: number,
  { folder, ...changes }: { readonly folder?: readonly string[] | undefined } & Readonly<Record<string, unknown>>,
): Promise<Segment> {
  const { segments } = options;
  const before = segments.get(id);
  const { parentSegment } = before;
  const choice = parseInput(segmentInput, { ...before, ...changes });
  const columns = await segmentColumns(options, parentSegment);
  return segments.inOneTransaction(() => {
    compileRule(choice.rule, ruleContext(options, { parentSegment, columns, segment: id }));
    return segments.change(id, choice, folder && segments.folderAt(parentSegment, folder).id);
  });
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

function refersTo({ conditions }: Segment['rule'], id: string): boolean {
  return conditions.some((ruleSet) => ruleSet.conditions.some((each) => each.type === 'Reference' && each.id === id));
}
