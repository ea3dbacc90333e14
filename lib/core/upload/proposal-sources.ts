import type { SavedReading } from './saved-reading.ts';

/**
 * What proposals are made from, on a page where a person confirms how a file is read. Proposed are a likely encoding, a
 * likely header, and numbers for columns with the same name. Programs get no proposals.
 */
export interface ProposalSources extends KnownHeaders {
  /** How the files of saved mappings were read, the latest first. */
  readonly readings: readonly SavedReading[];
  /** How the file of the saved mapping for this header was read. */
  readingOf(names: readonly string[]): SavedReading | undefined;
}

/** The headers of saved mappings, which are recognized in any row of a file. */
interface KnownHeaders {
  /** How similar these names are to a saved header: 1 if none is new or missing, 0 if too many are. */
  similarityToSaved(names: readonly string[]): number;
}

/** How to read a file by the saved mapping that a program chose. What the program declares takes precedence. */
export interface ChosenMapping extends KnownHeaders {
  readonly reading: SavedReading;
}
