import { z } from 'zod';

/**
 * Fixes made before sending. They are stored next to the upload, one per line, and never written into the file. A job uses
 * the first `fixesBytes` bytes of these lines, so later fixes do not change it.
 */

const MAX_CELL = 100_000;
const record = z.int().positive();
const column = z.string().max(1000);
/** A lone surrogate or a NUL could not be sent unchanged. */
const text = z
  .string()
  .max(MAX_CELL)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), { error: 'input_malformed' });

export const fixShape = z.discriminatedUnion('kind', [
  /** A new value for one cell. */
  z.object({ kind: z.literal('cell'), record, column, value: text }),
  /** A repair of every cell of a column to which it applies; `answer` is the answer it needs. */
  z.object({ kind: z.literal('repair'), column, repair: z.string().max(100), answer: z.string().max(100).optional() }),
  /** A new value for every cell of a column with this value, ignoring blanks at its ends. */
  z.object({ kind: z.literal('replace'), column, from: text, to: text }),
  /** Records that are not to be sent: ascending ranges of their numbers. */
  z.object({ kind: z.literal('leave_out'), records: z.array(z.tuple([record, record])).min(1) }),
  /** Undoes the fix with this number, counted from 0; if that is an undo, redoes it. */
  z.object({ kind: z.literal('undo'), of: z.int().nonnegative() }),
]);

export type Fix = z.output<typeof fixShape>;

/** Which fixes are active: not undone, or redone. */
export function activeFixes(fixes: readonly Fix[]): readonly boolean[] {
  const active = fixes.map(() => true);
  for (let index = fixes.length - 1; index >= 0; index--) {
    const fix = fixes[index];
    if (active[index] && fix?.kind === 'undo' && fix.of < index) active[fix.of] = false;
  }
  return active;
}

/** The fix that "undo" reverts: the last active one that is not an undo. */
export function undoable(fixes: readonly Fix[]): number | undefined {
  const active = activeFixes(fixes);
  const index = fixes.findLastIndex(({ kind }, at) => active[at] && kind !== 'undo');
  return index < 0 ? undefined : index;
}

/** The undo that "redo" reverts: the last active one, unless another fix was made since. */
export function redoable(fixes: readonly Fix[]): number | undefined {
  const active = activeFixes(fixes);
  const lastUndo = fixes.findLastIndex(({ kind }, at) => active[at] && kind === 'undo' && isPlain(fixes, at));
  const lastOther = fixes.findLastIndex(({ kind }) => kind !== 'undo');
  return lastUndo < 0 || lastOther > lastUndo ? undefined : lastUndo;
}

/** Whether it undoes a fix, not another undo. */
function isPlain(fixes: readonly Fix[], at: number): boolean {
  const fix = fixes[at];
  return fix?.kind === 'undo' && fixes[fix.of]?.kind !== 'undo';
}

/** Compares fixes with their first `known`: the numbers of those that apply only now, and only then. */
export function differingFixes(
  fixes: readonly Fix[],
  known: number,
): { readonly applied: readonly number[]; readonly takenBack: readonly number[] } {
  const now = activeFixes(fixes);
  const then = activeFixes(fixes.slice(0, known));
  const numbers = fixes.flatMap(({ kind }, number) => (kind === 'undo' ? [] : [number]));
  return {
    applied: numbers.filter((number) => now[number] && !then[number]),
    takenBack: numbers.filter((number) => then[number] && !now[number]),
  };
}
