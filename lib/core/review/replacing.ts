import { z } from 'zod';

/** Changes to all cells of a column that contain a text, or that count as missing. */

/** How a text is found: as the whole cell, ignoring blanks at its ends; as a part of the cell; or by a pattern. */
export const FIND_METHODS = ['whole', 'part', 'pattern'] as const;

export const MAX_CELL_LENGTH = 100_000;
const column = z.string().max(1000);
/** Refuses a lone surrogate or a NUL, which could not be sent unchanged. */
export const cellText = z
  .string()
  .max(MAX_CELL_LENGTH)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), { error: 'input_malformed' });

/** With a pattern, `to` may contain its groups as `$1`, the whole match as `$&`, and `$` as `$$`. */
export const findShape = z.object({
  kind: z.literal('find'),
  column,
  how: z.enum(FIND_METHODS),
  find: cellText,
  to: cellText,
});

/** A value for every cell of a column that counts as missing. */
export const fillShape = z.object({ kind: z.literal('fill'), column, value: cellText });

export const replacingShape = z.discriminatedUnion('kind', [findShape, fillShape]);

export type Find = z.output<typeof findShape>;
export type Replacing = z.output<typeof replacingShape>;

/** What replacing would do: numbers of records, and samples of changed ones. */
export interface ReplacingPreview {
  /** How many records change. */
  readonly changed: number;
  /** Records that were invalid or left out by the mapping, and become valid. */
  readonly madeValid: number;
  /** Records that become invalid. */
  readonly madeInvalid: number;
  /** Changed records whose cell becomes empty. */
  readonly emptied: number;
  /** Records whose text is too long for the pattern, or would become too long: they do not change. */
  readonly tooLong: number;
  readonly samples: readonly ReplacedSample[];
}

export interface ReplacedSample {
  readonly record: number;
  readonly before: string;
  readonly after: string;
}

/** The preview of a section of the records. */
export interface PreviewSection extends ReplacingPreview {
  /** The record after which the next section begins; null for the last section. */
  readonly next: number | null;
}

export const MAX_SAMPLES = 10;
