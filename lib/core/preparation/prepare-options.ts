import type { Issue } from '../issue.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { JsonValue } from '../record/field.ts';
import type { Plan } from '../record/plan.ts';
import type { Utf8 } from '../record/row-block.ts';

/** Platform functions. */
export interface PrepareEffects {
  /** SHA-256 of the text's UTF-8 bytes, as 64 lowercase hex digits. */
  hash(text: string): string;
  isIp(text: string): boolean;
  readonly utf8: Utf8;
  newKernel(): Kernel;
  /** 16 bytes of the SHA-256 of each text. */
  digestsOf(texts: readonly string[]): Uint8Array;
}

/** What is known about a record's event before it is written. */
export interface EventFacts {
  /** Whether the event has a value of the field. */
  has(field: string): boolean;
  /** The value of a field that is neither a list nor hashed; undefined if the event has none. */
  valueOf(field: string): JsonValue | undefined;
}

/** A rule for the whole record, applied after all cells. Returns an error or undefined. */
export type RecordRule = (
  event: EventFacts,
  errors: readonly Issue[],
) => Omit<Issue, 'severity' | 'column'> | undefined;

export interface PrepareOptions {
  readonly plan: Plan;
  readonly rules: readonly RecordRule[];
  /** Codes of warnings that are given once per file, at the first record that causes them. */
  readonly oncePerFile: ReadonlySet<string>;
  /**
   * The first record with each warning of `oncePerFile`, by code. Passes over the same file that share this map, or
   * start with the stored values of an earlier pass, give each warning at the same record.
   */
  readonly firstWarnedAt?: Map<string, number>;
  /** The job's frozen reference time, Unix seconds. */
  readonly now: number;
  /** The fields by which the receiving service recognizes a repeated event: needed for digests of events. */
  readonly identity?: readonly string[];
  readonly effects: PrepareEffects;
}
