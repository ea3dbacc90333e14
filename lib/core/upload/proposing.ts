import type { SavedReading } from './saved-reading.ts';

/**
 * Set where a person sees how a file is read before it counts: then its likely encoding and header are proposed, also where
 * only the person can know, and columns with the same name are numbered. Programs get none of this.
 */
export interface Proposing extends KnownHeaders {
  /** How the files of saved mappings were read, the latest first. */
  readonly readings: readonly SavedReading[];
  /** How the file of the saved mapping for this header was read. */
  readingOf(names: readonly string[]): SavedReading | undefined;
}

/** The headers of saved mappings, which are found wherever they are. */
export interface KnownHeaders {
  /** How much of a saved header these names are: 1 if none is new or missing, 0 for another header. */
  likenessToSaved(names: readonly string[]): number;
}

/** How the saved mapping that a program names says to read a file. What the program declares itself takes precedence. */
export interface NamedReading extends KnownHeaders {
  readonly reading: SavedReading;
}
