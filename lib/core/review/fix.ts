import { z } from 'zod';

/**
 * What people repair before sending. It is recorded beside the upload, one line a fix, and never written into the file:
 * a job takes the first so many bytes of these lines, and so comes out the same whatever is repaired later.
 */

const MAX_CELL = 100_000;
const record = z.int().positive();
const column = z.string().max(1000);
/** Half a character or a NUL would not leave this machine as it was typed. */
const text = z
  .string()
  .max(MAX_CELL)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), { error: 'input_malformed' });

export const fixShape = z.discriminatedUnion('kind', [
  /** Another value for one cell. */
  z.object({ kind: z.literal('cell'), record, column, value: text }),
  /** A repair, for every cell of a column that it can repair; `answer` is what it asks for. */
  z.object({ kind: z.literal('repair'), column, repair: z.string().max(100), answer: z.string().max(100).optional() }),
  /** Another value for every cell of a column that is this one, blanks at its ends aside. */
  z.object({ kind: z.literal('replace'), column, from: text, to: text }),
  /** Records that are not to be sent: ranges of their numbers, in rising order. */
  z.object({ kind: z.literal('leave_out'), records: z.array(z.tuple([record, record])).min(1) }),
  /** Takes back the fix with this number, counted from 0; of one that takes back, does it again. */
  z.object({ kind: z.literal('undo'), of: z.int().nonnegative() }),
]);

export type Fix = z.output<typeof fixShape>;

/** Which fixes hold: those that no fix behind them takes back, or whose taking back was taken back itself. */
export function activeFixes(fixes: readonly Fix[]): readonly boolean[] {
  const active = fixes.map(() => true);
  for (let index = fixes.length - 1; index >= 0; index--) {
    const fix = fixes[index];
    if (active[index] && fix?.kind === 'undo' && fix.of < index) active[fix.of] = false;
  }
  return active;
}

/** The fix that "undo" takes back: the last one that holds and is none itself. */
export function undoable(fixes: readonly Fix[]): number | undefined {
  const active = activeFixes(fixes);
  const index = fixes.findLastIndex(({ kind }, at) => active[at] && kind !== 'undo');
  return index < 0 ? undefined : index;
}

/** The undo that "redo" takes back: the last one that holds, as long as nothing else was repaired since. */
export function redoable(fixes: readonly Fix[]): number | undefined {
  const active = activeFixes(fixes);
  const lastUndo = fixes.findLastIndex(({ kind }, at) => active[at] && kind === 'undo' && isPlain(fixes, at));
  const lastOther = fixes.findLastIndex(({ kind }) => kind !== 'undo');
  return lastUndo < 0 || lastOther > lastUndo ? undefined : lastUndo;
}

/** Whether it takes back a repair, not another undo. */
function isPlain(fixes: readonly Fix[], at: number): boolean {
  const fix = fixes[at];
  return fix?.kind === 'undo' && fixes[fix.of]?.kind !== 'undo';
}

/** What fixes differ in from their first so many: by number, those that apply only now, and those that applied only then. */
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
