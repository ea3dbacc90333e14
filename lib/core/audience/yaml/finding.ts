import type { TextParams } from '../../issue.ts';

/** A position in a file. Line and column count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** One problem of a file. `code` is the key of its text in the message files. */
export interface Finding extends Position {
  readonly file: string;
  readonly code: string;
  readonly params: TextParams;
}

/** A file whose content is valid. */
export interface ParsedFile<Content> {
  readonly file: string;
  readonly content: Content;
  /** The position of a part of the content, by its JSON pointer; for a missing part, the position of its parent. */
  positionOf(pointer: string): Position;
}

/** A file with problems: all that could be found, in the order of the file. */
interface RefusedFile {
  readonly findings: readonly Finding[];
}

export type ReadFile<Content> = ParsedFile<Content> | RefusedFile;
