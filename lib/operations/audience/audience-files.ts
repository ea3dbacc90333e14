import { foldersOf } from '../../core/audience/yaml/directories.ts';
import { kebabCase } from '../../core/audience/yaml/file-names.ts';
import type { Finding, ParsedFile } from '../../core/audience/yaml/finding.ts';
import { type ParentSegmentFile, parseParentSegment } from '../../core/audience/yaml/parent-segment-file.ts';
import { parseSegment, type SegmentFile } from '../../core/audience/yaml/segment-file.ts';

/** A YAML file of an audience; its path is relative to the audience's folder and has `/` as separator. */
export interface AudienceFile {
  readonly path: string;
  readonly text: string;
}

/** A parsed segment file, the folder of its parent segment, and the folders within that. */
export interface SegmentInFolder {
  readonly parentFolder: string;
  readonly folder: readonly string[];
  readonly parsed: ParsedFile<SegmentFile>;
}

/** The parsed files of an audience, and the findings of those that could not be parsed. */
export interface ParsedAudience {
  readonly parents: readonly ParsedFile<ParentSegmentFile>[];
  readonly segments: readonly SegmentInFolder[];
  readonly findings: readonly Finding[];
}

/**
 * `NAME.yml` is a parent segment. `segments/PARENT/…/NAME.yml` is a segment; the directories `…` are its folder. Files
 * in other directories are ignored.
 */
export function readAudience(files: readonly AudienceFile[]): ParsedAudience {
  const parents: ParsedFile<ParentSegmentFile>[] = [];
  const segments: SegmentInFolder[] = [];
  const findings: Finding[] = [];
  for (const { path, text } of files) {
    const parts = path.split('/');
    const [top = '', parentFolder = '', ...below] = parts;
    if (parts.length === 1) {
      const parsed = parseParentSegment(text, path);
      if ('findings' in parsed) findings.push(...parsed.findings);
      else {
        findings.push(...repeatedFile(parsed, parents));
        parents.push(parsed);
      }
    } else if (top === 'segments' && below.length > 0) {
      const parsed = parseSegment(text, path);
      if ('findings' in parsed) findings.push(...parsed.findings);
      else segments.push({ parentFolder, folder: namesOf(below.slice(0, -1)), parsed });
    }
  }
  return { parents, segments, findings };
}

/** Reports a second file of the same parent segment: each push would store both again, and the last one would win. */
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

/** The folder of the segment in a file, by the file's path; the root if `segments/PARENT` is not in the path. */
export function folderOfFile(path: readonly string[], parentSegment: string): readonly string[] {
  const parentFolder = parentFolderOf(parentSegment);
  const segmentsIndex = path.findLastIndex((part, index) => part === 'segments' && path[index + 1] === parentFolder);
  return segmentsIndex < 0 ? [] : namesOf(path.slice(segmentsIndex + 2, -1));
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
