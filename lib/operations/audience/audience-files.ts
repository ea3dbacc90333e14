import { foldersOf } from '../../core/audience/yaml/directories.ts';
import { kebabCase } from '../../core/audience/yaml/file-names.ts';
import type { Finding, ParsedFile } from '../../core/audience/yaml/finding.ts';
import { type ParentSegmentFile, parseParentSegment } from '../../core/audience/yaml/parent-segment-file.ts';
import { parseSegment, type SegmentFile } from '../../core/audience/yaml/segment-file.ts';

/** A file of a folder with an audience's YAML; the path is relative to it, with `/`. */
export interface AudienceFile {
  readonly path: string;
  readonly text: string;
}

/** A file of a segment: the folder of its parent segment, and the folders within it. */
export interface PushedSegment {
  readonly parentFolder: string;
  readonly folder: readonly string[];
  readonly parsed: ParsedFile<SegmentFile>;
}

/** The parsed files of an audience. Files with other names are ignored. */
export interface ReadAudience {
  readonly parents: readonly ParsedFile<ParentSegmentFile>[];
  readonly segments: readonly PushedSegment[];
  readonly findings: readonly Finding[];
}

/** `NAME.yml` is a parent segment, `segments/PARENT/…/NAME.yml` a segment in the folders between. */
export function readAudience(files: readonly AudienceFile[]): ReadAudience {
  const parents: ParsedFile<ParentSegmentFile>[] = [];
  const segments: PushedSegment[] = [];
  const findings: Finding[] = [];
  for (const { path, text } of files) {
    const parts = path.split('/');
    const [top = '', parentFolder = '', ...below] = parts;
    if (parts.length === 1) {
      const read = parseParentSegment(text, path);
      if ('findings' in read) findings.push(...read.findings);
      else {
        findings.push(...repeatedFile(read, parents));
        parents.push(read);
      }
    } else if (top === 'segments' && below.length > 0) {
      const read = parseSegment(text, path);
      if ('findings' in read) findings.push(...read.findings);
      else segments.push({ parentFolder, folder: namesOf(below.slice(0, -1)), parsed: read });
    }
  }
  return { parents, segments, findings };
}

/** Of two files of a parent segment, a push would store the second one, and the next push both again. */
function repeatedFile(
  parsed: ParsedFile<ParentSegmentFile>,
  others: readonly ParsedFile<ParentSegmentFile>[],
): readonly Finding[] {
  const { name } = parsed.content;
  const other = others.find(({ content }) => content.name === name);
  if (!other) return [];
  return [findingAt(parsed, '/name', { code: 'parent_segment_file_repeated', params: { name, other: other.file } })];
}

/** The folder that holds the segments of a parent segment. */
export function parentFolderOf(name: string): string {
  return kebabCase(name);
}

/** The folder of the segment in a file, from the parts of the file's path; the root for a file that lies elsewhere. */
export function folderOfFile(path: readonly string[], parentSegment: string): readonly string[] {
  const parentFolder = parentFolderOf(parentSegment);
  const at = path.findLastIndex((part, index) => part === 'segments' && path[index + 1] === parentFolder);
  return at < 0 ? [] : namesOf(path.slice(at + 2, -1));
}

function namesOf(directories: readonly string[]): readonly string[] {
  return foldersOf(directories).map(({ name }) => name);
}

/** A finding for a part of a file. */
export function findingAt(
  { file, positionOf }: ParsedFile<unknown>,
  pointer: string,
  { code, params }: Pick<Finding, 'code' | 'params'>,
): Finding {
  return { file, ...positionOf(pointer), code, params };
}
