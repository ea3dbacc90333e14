import { z } from 'zod';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number from `min` to `max`. */
export function wholeNumberWithin(min: number, max: number) {
  return z.number().superRefine((number, context) => {
    if (!isWithin(number, { min, max })) addProblem(context, { min, max });
  });
}

/**
 * A whole number, as text or as a number. A blank text, as of an empty field, is refused: read as 0, it could delete
 * data unintentionally.
 */
export function wholeNumberInput({ min, max }: Bounds) {
  return z.union([z.string(), z.number()]).transform((input, context) => {
    const number = typeof input === 'number' || /^\s*-?\d{1,15}\s*$/.test(input) ? Number(input) : Number.NaN;
    if (isWithin(number, { min, max })) return number;
    addProblem(context, { min, max });
    return z.NEVER;
  });
}

function isWithin(number: number, { min, max }: Bounds): boolean {
  return Number.isInteger(number) && number >= min && number <= max;
}

function addProblem(context: z.RefinementCtx, { min, max }: Bounds): void {
  context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
}
