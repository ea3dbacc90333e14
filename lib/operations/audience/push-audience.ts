import { isDeepStrictEqual } from 'node:util';
import type { Activation, ActivationChoice } from '../../core/audience/activation/saved-activation.ts';
import { type BuiltTables, tablesOfPlan } from '../../core/audience/build.ts';
import { planBuild } from '../../core/audience/build-plan.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import type { Finding, ParsedFile } from '../../core/audience/yaml/finding.ts';
import type { ParentSegmentFile } from '../../core/audience/yaml/parent-segment-file.ts';
import { resolveReferences, withReferences } from '../../core/audience/yaml/references.ts';
import { withoutColumnIds } from '../../core/audience/yaml/same-meaning.ts';
import { UserError } from '../../core/errors.ts';
import { hasTimes, type Schedule, type ScheduleChoice } from '../../core/schedule/schedule.ts';
import { choiceOfFile, scheduleOfFile } from './activation-yaml.ts';
import { type AudienceFile, findingAt, parentFolderOf, readAudience, type SegmentInFolder } from './audience-files.ts';
import { countPopulations } from './count-populations.ts';
import { type ActivationOf, type SaveActivationOptions, storeActivation } from './save-activation.ts';
import { type SaveParentSegmentOptions, storeParentSegment } from './save-parent-segment.ts';
import { type SaveSegmentOptions, storeSegment } from './save-segment.ts';
import { sourceColumns } from './sources/source-tables.ts';

export type PushOptions = SaveParentSegmentOptions &
  SaveSegmentOptions &
  SaveActivationOptions & {
    readonly parentSegments: {
      list(): Promise<readonly ParentSegment[]>;
      findByName(name: string): Promise<ParentSegment | undefined>;
    };
    readonly activations: { list(parentSegment: number): Promise<readonly Activation[]> };
    readonly authentications: { list(): Promise<readonly { readonly id: number; readonly name: string }[]> };
  };

/** An object that a push creates or changes. */
export interface AudienceChange {
  readonly action: 'create' | 'update';
  readonly kind: 'parent_segment' | 'segment' | 'activation';
  readonly path: string;
}

export interface PushResult {
  readonly changes: readonly AudienceChange[];
  /** Problems of the files; if there are any, nothing is changed. */
  readonly findings: readonly Finding[];
}

/** Thrown in a transaction to roll it back. */
class Rollback extends Error {}

/**
 * Creates or changes the parent segments, segments and activations of files, in one transaction: all of them, or none
 * if a file has a problem. Objects that the files do not name stay unchanged. With `dryRun`, nothing is changed.
 */
export async function pushAudience(
  options: PushOptions,
  files: readonly AudienceFile[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<PushResult> {
  const { parents, segments, findings } = readAudience(files);
  if (findings.length > 0) return { changes: [], findings };
  const push = new Push(options);
  for (const parent of parents) await push.planFile(parent);
  await push.planStored(segments.map(({ parentFolder }) => parentFolder));
  try {
    await options.inOneTransaction(async () => {
      for (const parent of parents) await push.storeParent(parent);
      for (const [folder, segmentFiles] of Map.groupBy(segments, ({ parentFolder }) => parentFolder))
        await push.storeSegments(folder, segmentFiles);
      if (dryRun || push.findings.length > 0) throw new Rollback();
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
    if (push.findings.length > 0) return { changes: [], findings: push.findings };
    return { changes: push.changes, findings: [] };
  }
  for (const parent of push.changedParents) await countPopulations(options, parent);
  return { changes: push.changes, findings: [] };
}

class Push {
  readonly changes: AudienceChange[] = [];
  readonly findings: Finding[] = [];
  /** The parent segments of created and changed segments. */
  readonly changedParents = new Set<number>();
  readonly #options: PushOptions;
  /** The tables that rules can use, or why there are none, by the name of the parent segment. */
  readonly #tables = new Map<string, BuiltTables | UserError>();

  constructor(options: PushOptions) {
    this.#options = options;
  }

  /**
   * Finds the tables of the parent segment in a file. Missing tables are an error only if the file changes the parent
   * segment.
   */
  async planFile(parsed: ParsedFile<ParentSegmentFile>): Promise<void> {
    const stored = await this.#unchangedParent(parsed);
    if (stored) this.#tables.set(stored.name, await this.#tablesOfUnchanged(stored));
    else
      await this.#withFindings(parsed, '/master', async () => {
        this.#tables.set(parsed.content.name, await this.#plannedTables(parsed.content));
      });
  }

  /** Finds the tables of stored parent segments that have segments in the files, but no file of their own. */
  async planStored(folders: readonly string[]): Promise<void> {
    for (const parent of await this.#options.parentSegments.list())
      if (folders.includes(parentFolderOf(parent.name)) && !this.#tables.has(parent.name))
        this.#tables.set(parent.name, (await this.#builtTables(parent)) ?? (await this.#tablesOfUnchanged(parent)));
  }

  async storeParent(parsed: ParsedFile<ParentSegmentFile>): Promise<void> {
    if (await this.#unchangedParent(parsed)) return;
    const stored = await this.#options.parentSegments.findByName(parsed.content.name);
    const { schedule, ...choice } = withStoredTimeZone(parsed.content, stored);
    await this.#withFindings(parsed, '/name', async () => {
      await storeParentSegment(this.#options, stored?.id, choice, { schedule });
      this.#addChange(stored, 'parent_segment', choice.name);
    });
  }

  /** Stores the segments of one parent segment, each after those that it refers to. */
  async storeSegments(parentFolder: string, files: readonly SegmentInFolder[]): Promise<void> {
    const stored = await this.#options.parentSegments.list();
    const parents = stored.filter(({ name }) => parentFolderOf(name) === parentFolder);
    const [parent, ...others] = parents;
    if (!parent || others.length > 0) {
      const names = parents.map(({ name }) => name);
      const problem: Pick<Finding, 'code' | 'params'> = parent
        ? { code: 'parent_folder_shared', params: { folder: parentFolder, names } }
        : { code: 'parent_folder_unknown', params: { name: parentFolder } };
      for (const { parsed } of files) this.findings.push(findingAt(parsed, '/name', problem));
      return;
    }
    const { referenced, order, findings } = resolveReferences(files, await this.#options.segments.list(parent.id));
    this.findings.push(...findings);
    if (findings.length > 0) return;
    for (const index of order) {
      const file = files[index];
      if (file) await this.#storeSegment(parent, file, referenced[index] ?? new Map());
    }
  }

  async #storeSegment(
    parent: ParentSegment,
    { folder, parsed }: SegmentInFolder,
    referenced: ReadonlyMap<string, { folder: readonly string[]; name: string }>,
  ): Promise<void> {
    const { activations, ...content } = parsed.content;
    const storedByPath = await this.#storedSegments(parent.id);
    const idOf = (name: string) => {
      const path = segmentPath(referenced.get(name) ?? { folder, name });
      return String(storedByPath.get(path)?.id ?? name);
    };
    const choice = { ...content, rule: withReferences(content.rule, idOf) };
    const stored = storedByPath.get(segmentPath({ folder, name: choice.name }));
    const readTables = () => this.#tablesOf(parent.name);
    await this.#withFindings(parsed, '/rule', async () => {
      const isChanged = !stored || !isSame(choice, stored);
      const isRuleKept = stored !== undefined && isSame({ rule: choice.rule }, stored);
      const place = { parentSegment: parent.id, folder, id: stored?.id };
      const segment = isChanged
        ? await storeSegment(this.#options, { ...place, tables: isRuleKept ? undefined : readTables() }, choice)
        : stored;
      const path = `${parent.name}/${segmentPath(segment)}`;
      if (isChanged) {
        this.#addChange(stored, 'segment', path);
        this.changedParents.add(parent.id);
      }
      for (const index of activations.keys()) await this.#storeActivation(parsed, index, { segment, readTables, path });
    });
  }

  async #storeActivation(
    parsed: SegmentInFolder['parsed'],
    index: number,
    { segment, readTables, path }: Omit<ActivationOf, 'id'> & { readonly path: string },
  ): Promise<void> {
    const content = parsed.content.activations[index];
    if (!content) return;
    const pointer = `/activations/${index}`;
    const connection = (await this.#options.authentications.list()).find(({ name }) => name === content.connection);
    if (!connection) {
      const params = { name: content.connection };
      this.findings.push(findingAt(parsed, `${pointer}/connection`, { code: 'authentication_name_unknown', params }));
      return;
    }
    await this.#withFindings(parsed, pointer, async () => {
      const choice = choiceOfFile(content, connection.id);
      const schedule = scheduleOfFile(content);
      const activations = await this.#options.activations.list(segment.parentSegment);
      const stored = activations.find(({ segment: id, name }) => id === segment.id && name === content.name);
      if (stored && isSameActivation(choice, stored) && isSameSchedule(schedule, stored.schedule)) return;
      // Mail settings have no effect without a schedule.
      const hasOnlyMail = schedule && !hasTimes(schedule) && !stored?.schedule;
      const changes = { schedule: hasOnlyMail ? undefined : schedule };
      await storeActivation(this.#options, { segment, id: stored?.id, readTables }, choice, changes);
      this.#addChange(stored, 'activation', `${path}/${content.name}`);
    });
  }

  /** The stored parent segment that a file would not change. */
  async #unchangedParent({ content }: ParsedFile<ParentSegmentFile>): Promise<ParentSegment | undefined> {
    const stored = await this.#options.parentSegments.findByName(content.name);
    const { schedule, ...choice } = withStoredTimeZone(content, stored);
    return stored && isSame(choice, stored) && isSameSchedule(schedule, stored.schedule) ? stored : undefined;
  }

  /** The tables that segments of an unchanged parent segment can use, or an error to report for changed segments. */
  async #tablesOfUnchanged(parent: ParentSegment): Promise<BuiltTables | UserError> {
    try {
      return await this.#plannedTables(parent);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return (await this.#builtTables(parent)) ?? error;
    }
  }

  async #plannedTables(choice: Parameters<typeof planBuild>[0]): Promise<BuiltTables> {
    return tablesOfPlan(planBuild(choice, await sourceColumns(choice, this.#options)));
  }

  async #builtTables({ id }: ParentSegment): Promise<BuiltTables | undefined> {
    const build = await this.#options.builds.inUse(id);
    return build && (await this.#options.builds.tables(build.job));
  }

  /** Throws the UserError of a parent segment whose tables cannot be read. */
  #tablesOf(parent: string): BuiltTables {
    const tables = this.#tables.get(parent) ?? [];
    if (tables instanceof UserError) throw tables;
    return tables;
  }

  async #storedSegments(parentSegment: number): Promise<ReadonlyMap<string, Segment>> {
    return new Map(
      (await this.#options.segments.list(parentSegment)).map((segment) => [segmentPath(segment), segment]),
    );
  }

  /** `stored`: the object before the change; undefined for a new one. */
  #addChange(stored: object | undefined, kind: AudienceChange['kind'], path: string): void {
    this.changes.push({ action: stored ? 'update' : 'create', kind, path });
  }

  /** Runs `work`; a UserError becomes a finding of the file. */
  async #withFindings(parsed: ParsedFile<unknown>, pointer: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.findings.push(findingAt(parsed, pointer, { code: error.code, params: error.params }));
    }
  }
}

/** A file without a schedule keeps the stored one, and its time zone. */
function withStoredTimeZone(content: ParentSegmentFile, stored: ParentSegment | undefined): ParentSegmentFile {
  return content.schedule === undefined && stored ? { ...content, timeZone: stored.timeZone } : content;
}

/** Whether the stored object has the same values in the members of `choice`; undefined members count as missing. */
function isSame(choice: object, stored: object): boolean {
  const members = Object.keys(choice);
  const compared = Object.fromEntries(Object.entries(stored).filter(([name]) => members.includes(name)));
  return isDeepStrictEqual(asJson(choice), asJson(compared));
}

/** Ignores the ids that the console gives columns, because files do not have them. */
function isSameActivation(choice: ActivationChoice, stored: Activation): boolean {
  return isSame(
    { ...choice, output: withoutColumnIds(choice.output) },
    { ...stored, output: withoutColumnIds(stored.output) },
  );
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Whether the changes of a schedule leave the stored one as it is. */
function isSameSchedule(changes: Partial<ScheduleChoice> | null | undefined, stored: Schedule | null): boolean {
  if (changes === undefined) return true;
  if (stored === null) return changes === null || !hasTimes(changes);
  if (changes === null) return false;
  return isSame(changes, stored);
}
