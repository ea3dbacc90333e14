import { isDeepStrictEqual } from 'node:util';
import type { Activation } from '../../core/audience/activation/saved-activation.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { type Segment, segmentPath } from '../../core/audience/segment.ts';
import { directoriesFor } from '../../core/audience/yaml/directories.ts';
import { fileNames, parentSegmentFolder, sharedFolders } from '../../core/audience/yaml/file-names.ts';
import type { Finding, ParsedFile } from '../../core/audience/yaml/finding.ts';
import { formatParentSegment, type ParentSegmentFile } from '../../core/audience/yaml/parent-segment-file.ts';
import { referenceTo, resolveReferences, withReferences } from '../../core/audience/yaml/references.ts';
import { isSameParentSegment, isSameSegment } from '../../core/audience/yaml/same-meaning.ts';
import { formatSegment, type SegmentFile } from '../../core/audience/yaml/segment-file.ts';
import { UserError } from '../../core/errors.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import { hasTimes } from '../../core/schedule/schedule.ts';
import { choiceOfFile, fileOfActivation, scheduleOfFile } from './activation-yaml.ts';
import { type AudienceFile, parentFolderOf, readAudience, type SegmentInFolder } from './audience-files.ts';

export interface PullOptions {
  readonly parentSegments: { list(): Promise<readonly ParentSegment[]> };
  readonly segments: { list(parentSegment: number): Promise<readonly Segment[]> };
  readonly activations: { list(parentSegment: number): Promise<readonly Activation[]> };
  readonly authentications: { list(): Promise<readonly { readonly id: number; readonly name: string }[]> };
}

export interface PullResult {
  /** Files to write, without those that mean the same as an existing file. */
  readonly files: readonly AudienceFile[];
  /** Problems of the existing files; if there are any, no file is to be written. */
  readonly findings: readonly Finding[];
}

/**
 * Parent segments, segments and activations as files, without those that mean the same as an existing file. Throws
 * UserError `parent_folder_shared` if the segments of two parent segments would be in one folder.
 */
export async function pullAudience(options: PullOptions, existing: readonly AudienceFile[]): Promise<PullResult> {
  const { parents, segments, findings } = readAudience(existing);
  if (findings.length > 0) return { files: [], findings };
  const storedParents = await options.parentSegments.list();
  for (const [folder, names] of sharedFolders(storedParents.map(({ name }) => name)))
    throw new UserError('parent_folder_shared', { folder, names });
  const names = namesFor(
    storedParents.map(({ name }) => name),
    existing.filter(({ path }) => !path.includes('/')),
    new Map(parents.map(({ content, file }) => [content.name, file])),
  );
  const files = await flatMapSequentially(storedParents, async (parent) => [
    ...parentFile(parent, parents, names.get(parent.name) ?? ''),
    ...(await segmentFiles(options, parent, existing, segments)),
  ]);
  return { files, findings: [] };
}

/** The file name for each of `names`: that of the existing file, or a new one that no file in `filesInFolder` has. */
function namesFor(
  names: readonly string[],
  filesInFolder: readonly AudienceFile[],
  fileOfName: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const namesWithoutFile = names.filter((name) => !fileOfName.has(name));
  const takenFileNames = filesInFolder.map(({ path }) => path.split('/').at(-1) ?? '');
  return new Map([...fileOfName, ...fileNames(namesWithoutFile, takenFileNames)]);
}

function parentFile(
  { schedule, ...parent }: ParentSegment,
  existing: readonly ParsedFile<ParentSegmentFile>[],
  path: string,
): readonly AudienceFile[] {
  const { id: _, createdAt: __, updatedAt: ___, ...choice } = parent;
  const content = { ...choice, schedule: schedule && { cron: schedule.cron, timeZone: schedule.timeZone } };
  const existingFile = existing.find((parsed) => parsed.content.name === parent.name);
  if (existingFile && isSameParentSegment(existingFile.content, content)) return [];
  return [{ path, text: formatParentSegment(content) }];
}

async function segmentFiles(
  options: PullOptions,
  parent: ParentSegment,
  existing: readonly AudienceFile[],
  parsedSegments: readonly SegmentInFolder[],
): Promise<readonly AudienceFile[]> {
  const segments = await options.segments.list(parent.id);
  const filesOfParent = parsedSegments.filter(({ parentFolder }) => parentFolder === parentFolderOf(parent.name));
  const { referenced } = resolveReferences(filesOfParent, segments);
  const directoriesOf = directoriesFor(
    segments.map(({ folder }) => folder),
    filesOfParent.map(({ parsed: { file } }) => file.split('/').slice(2, -1)),
  );
  const segmentsById = new Map(segments.map((segment) => [String(segment.id), segment]));
  const stored = await storedActivations(options, parent.id);
  return segments.flatMap((segment) => {
    const index = filesOfParent.findIndex(
      ({ folder, parsed }) => segmentPath({ folder, name: parsed.content.name }) === segmentPath(segment),
    );
    const existingFile = filesOfParent[index]?.parsed;
    const newContent = contentOfSegment(segment, stored, (id) => {
      const target = segmentsById.get(id);
      return target ? referenceTo(target, segment.folder, segments) : id;
    });
    const isUnchanged =
      existingFile &&
      isSameFile(segment, {
        existingFile: existingFile.content,
        newContent,
        referenced: referenced[index],
        connections: stored.connections,
      });
    if (isUnchanged) return [];
    const directory = [parentSegmentFolder(parent.name), ...directoriesOf(segment.folder)].join('/');
    const path = existingFile?.file ?? newPath(segment, directory, { segments, filesOfParent, existing });
    return [{ path, text: formatSegment(newContent) }];
  });
}

/** The path of a new file for a segment. It differs from the paths of all other segments and files of the folder. */
function newPath(
  { name, folder }: Segment,
  directory: string,
  {
    segments,
    filesOfParent,
    existing,
  }: {
    readonly segments: readonly Segment[];
    readonly filesOfParent: readonly SegmentInFolder[];
    readonly existing: readonly AudienceFile[];
  },
): string {
  const isInFolder = (candidate: Pick<Segment, 'folder'>) => isDeepStrictEqual(candidate.folder, folder);
  const siblings = segments.filter(isInFolder).map((segment) => segment.name);
  const filesInFolder = existing.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === directory);
  const fileOfName = new Map(
    filesOfParent.filter(isInFolder).map(({ parsed }) => [parsed.content.name, parsed.file.split('/').at(-1) ?? '']),
  );
  return `${directory}/${namesFor(siblings, filesInFolder, fileOfName).get(name)}`;
}

interface StoredActivations {
  readonly activations: readonly Activation[];
  /** Ids of authentications by their name. */
  readonly connections: ReadonlyMap<string, number>;
}

async function storedActivations(
  { activations, authentications }: PullOptions,
  parentSegment: number,
): Promise<StoredActivations> {
  const connections = new Map((await authentications.list()).map(({ name, id }) => [name, id]));
  return { activations: await activations.list(parentSegment), connections };
}

/** The content that the file of a stored segment should have. */
function contentOfSegment(
  { name, description, rule, id }: Segment,
  { activations, connections }: StoredActivations,
  referenceOf: (id: string) => string,
): SegmentFile {
  const nameOfId = new Map([...connections].map(([connection, authentication]) => [authentication, connection]));
  const activationsInFile = activations
    .filter(({ segment }) => segment === id)
    .map((activation) => fileOfActivation(activation, nameOfId.get(activation.authentication) ?? ''));
  return { name, description, rule: withReferences(rule, referenceOf), activations: activationsInFile };
}

/** Whether a file has the same meaning as the stored segment, however it writes references and schedules. */
function isSameFile(
  segment: Segment,
  {
    existingFile,
    newContent,
    referenced,
    connections,
  }: Pick<StoredActivations, 'connections'> & {
    readonly existingFile: SegmentFile;
    readonly newContent: SegmentFile;
    readonly referenced: ReadonlyMap<string, { readonly id?: number | undefined }> | undefined;
  },
): boolean {
  const idOf = (name: string) => String(referenced?.get(name)?.id ?? name);
  const existingWithIds = { ...existingFile, rule: withReferences(existingFile.rule, idOf), activations: [] };
  if (!isSameSegment(existingWithIds, { ...newContent, rule: segment.rule, activations: [] })) return false;
  const textsOf = ({ activations }: SegmentFile) =>
    activations
      .map((activation) => [
        choiceOfFile(activation, connections.get(activation.connection) ?? 0),
        completeSchedule(scheduleOfFile(activation)),
      ])
      .map((choiceAndSchedule) => JSON.stringify(choiceAndSchedule))
      .sort();
  return isDeepStrictEqual(textsOf(existingFile), textsOf(newContent));
}

/** A schedule with all its members, so that equal ones have the same text; null for one without times. */
function completeSchedule(schedule: ReturnType<typeof scheduleOfFile>): unknown {
  if (!schedule || !hasTimes(schedule)) return null;
  return { recipients: [], mailSuccess: false, mailFailure: true, ...schedule };
}
