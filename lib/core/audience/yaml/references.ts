import type { SegmentRule } from '../rules/rule.ts';
import type { Segment } from '../segment.ts';
import { segmentPath } from '../segment.ts';
import type { Finding, ParsedFile } from './finding.ts';
import type { SegmentFile } from './segment-file.ts';

/** A file of a segment, and the names of the folders that contain it. */
export interface SegmentInFolder {
  readonly folder: readonly string[];
  readonly parsed: ParsedFile<SegmentFile>;
}

/** A stored segment of the parent segment that the files belong to. */
export type StoredSegment = Pick<Segment, 'folder' | 'name'> & { readonly id: number };

/** What a reference refers to: a segment in the files, in the store, or in both. */
interface ReferencedSegment {
  readonly folder: readonly string[];
  readonly name: string;
  readonly file?: string | undefined;
  /** Undefined if the push creates the segment. */
  readonly id?: number | undefined;
}

export interface ResolvedReferences {
  /** For each file, in the order of the files: the segments that it refers to, by the text of the reference. */
  readonly referenced: readonly ReadonlyMap<string, ReferencedSegment>[];
  /** Indexes of the files, each after the files that it refers to. */
  readonly order: readonly number[];
  readonly findings: readonly Finding[];
}

/**
 * Resolves the references in files, whatever the order of the files. A reference means the segment of this name in the
 * same folder; if there is none, the segment with this path from the root of the parent segment. `/NAME` is always a
 * path. Also reports cycles of files, and two files of one segment.
 */
export function resolveReferences(
  files: readonly SegmentInFolder[],
  stored: readonly StoredSegment[],
): ResolvedReferences {
  const segments = segmentsByPath(files, stored);
  const resolved = files.map((file) => resolveFile(file, segments));
  const { order, cycles } = orderByReferences(files, resolved);
  return {
    referenced: resolved.map(({ links }) => new Map(links.map(({ name, segment }) => [name, segment]))),
    order,
    findings: [...repeatedFiles(files), ...resolved.flatMap(({ findings }) => findings), ...cycles],
  };
}

/** The segments after the push, by path. */
type SegmentsByPath = ReadonlyMap<string, ReferencedSegment>;

function segmentsByPath(files: readonly SegmentInFolder[], stored: readonly StoredSegment[]): SegmentsByPath {
  const all = new Map<string, ReferencedSegment>(stored.map((segment) => [segmentPath(segment), segment]));
  for (const { folder, parsed } of files) {
    const { name } = parsed.content;
    const path = segmentPath({ folder, name });
    all.set(path, { folder, name, file: parsed.file, id: all.get(path)?.id });
  }
  return all;
}

interface Link {
  readonly name: string;
  readonly pointer: string;
  readonly segment: ReferencedSegment;
}

interface ResolvedFile {
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
}

function resolveFile({ folder, parsed }: SegmentInFolder, all: SegmentsByPath): ResolvedFile {
  const links: Link[] = [];
  const findings: Finding[] = [];
  for (const { name, pointer } of referencesOf(parsed.content.rule)) {
    const segment = segmentFor(name, folder, all);
    if (segment) links.push({ name, pointer, segment });
    else findings.push({ file: parsed.file, ...parsed.positionOf(pointer), ...unresolvedFinding(name, all) });
  }
  return { links, findings };
}

/** Orders the files so that each comes after those that it refers to, and finds cycles. */
function orderByReferences(files: readonly SegmentInFolder[], resolved: readonly ResolvedFile[]) {
  const indexes = new Map(files.map(({ parsed: { file } }, index) => [file, index]));
  const order: number[] = [];
  const cycles: Finding[] = [];
  const entered = new Set<number>();
  const finished = new Set<number>();
  const pathOf = (index: number): string => {
    const file = files[index];
    return file ? segmentPath({ folder: file.folder, name: file.parsed.content.name }) : '';
  };
  /** The paths of a cycle: the files that were entered but not finished, from this file on, and this file again. */
  const cycleFrom = (index: number): string => {
    const unfinished = [...entered].filter((enteredIndex) => !finished.has(enteredIndex));
    return [...unfinished.slice(unfinished.indexOf(index)), index].map(pathOf).join(' → ');
  };
  const visit = (index: number): void => {
    entered.add(index);
    for (const { pointer, segment } of resolved[index]?.links ?? []) {
      const target = indexes.get(segment.file ?? '');
      const parsed = files[index]?.parsed;
      if (target === undefined || !parsed) continue;
      if (!entered.has(target)) visit(target);
      else if (!finished.has(target))
        cycles.push({
          file: parsed.file,
          ...parsed.positionOf(pointer),
          code: 'segment_circle',
          params: { path: cycleFrom(target) },
        });
    }
    finished.add(index);
    order.push(index);
  };
  for (const index of files.keys()) if (!entered.has(index)) visit(index);
  return { order, cycles };
}

function segmentFor(name: string, folder: readonly string[], all: SegmentsByPath): ReferencedSegment | undefined {
  if (name.startsWith('/')) return all.get(name.slice(1));
  return (name.includes('/') ? undefined : all.get(segmentPath({ folder, name }))) ?? all.get(name);
}

/** A name that exists only in other folders has to be given with its path, even if only one segment has it. */
function unresolvedFinding(name: string, all: SegmentsByPath): Pick<Finding, 'code' | 'params'> {
  const sameName = [...all].filter(([, segment]) => segment.name === name);
  const paths = sameName.map(([path]) => path).sort();
  if (paths.length === 0) return { code: 'segment_reference_unknown', params: { name } };
  const code = paths.length === 1 ? 'segment_reference_elsewhere' : 'segment_reference_ambiguous';
  return { code, params: { name, paths } };
}

function referencesOf({ conditions }: SegmentRule): readonly { readonly name: string; readonly pointer: string }[] {
  return conditions.flatMap((set, setIndex) =>
    set.conditions.flatMap((rule, index) =>
      rule.type === 'Reference'
        ? [{ name: rule.id, pointer: `/rule/conditions/${setIndex}/conditions/${index}/id` }]
        : [],
    ),
  );
}

function repeatedFiles(files: readonly SegmentInFolder[]): readonly Finding[] {
  const firstFiles = new Map<string, string>();
  return files.flatMap(({ folder, parsed: { file, content, positionOf } }): readonly Finding[] => {
    const path = segmentPath({ folder, name: content.name });
    const other = firstFiles.get(path);
    if (other === undefined) {
      firstFiles.set(path, file);
      return [];
    }
    return [{ file, ...positionOf('/name'), code: 'segment_file_repeated', params: { name: path, other } }];
  });
}

/** The ids of the segments that a stored rule refers to. */
export function referencedIds(rule: SegmentRule): readonly string[] {
  return referencesOf(rule).map(({ name }) => name);
}

/** The rule with each reference changed: from an id to a name for a file, or from a name to an id for the store. */
export function withReferences(rule: SegmentRule, change: (id: string) => string): SegmentRule {
  const conditions = rule.conditions.map((set) => ({
    ...set,
    conditions: set.conditions.map((member) =>
      member.type === 'Reference' ? { ...member, id: change(member.id) } : member,
    ),
  }));
  return { ...rule, conditions };
}

/**
 * How a segment in this folder refers to another: by name in the same folder, else by path. The path of a segment
 * outside all folders is only its name; it begins with a slash if a segment in this folder has the same name.
 */
export function referenceTo(
  target: Pick<Segment, 'folder' | 'name'>,
  folder: readonly string[],
  segments: readonly Pick<Segment, 'folder' | 'name'>[],
): string {
  const path = segmentPath(target);
  if (path === segmentPath({ folder, name: target.name })) return target.name;
  const isHidden = segments.some((segment) => segmentPath(segment) === segmentPath({ folder, name: path }));
  return isHidden && target.folder.length === 0 ? `/${path}` : path;
}
