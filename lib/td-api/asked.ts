import { z } from 'zod';
import { queryInput } from '../core/query/saved-query.ts';

/** What routes ask for alike. Forms know texts alone, JSON numbers too. */

const textOrNumber = z.union([z.string(), z.number()], 'input_malformed');

/** Something to be told apart from nothing: an empty text takes away what is there. */
export const text = textOrNumber.transform(String);

/** Clients send an empty text for what nobody gave. */
export const given = textOrNumber.transform((value) => (value === '' ? undefined : value)).optional();
export const optionalText = given.transform((value) => (value === undefined ? undefined : String(value)));

export function optionalNumber({ min, max }: { readonly min: number; readonly max: number }) {
  return optionalText.transform((digits, context) => {
    const number = digits === undefined ? undefined : /^-?\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
    if (number === undefined || (number >= min && number <= max)) return number;
    context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
    return z.NEVER;
  });
}

/** Unix seconds, up to the year 9999. */
export const MOMENTS = { min: 0, max: 253_402_300_799 } as const;

const { priority, retryLimit } = queryInput.shape;

export const queryAsked = {
  priority: given.pipe(priority.unwrap().optional()),
  retry_limit: given.pipe(retryLimit.unwrap().optional()),
};

const PLACES = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;
const MOST_LISTED = 1000;
const USUALLY_LISTED = 20;

/** A part of a list, by places counted from 0, both ends included. Without them, the first 20. */
export const part = { from: optionalNumber(PLACES), to: optionalNumber(PLACES) };

/** Where a part begins, and the place behind its last entry; never more than a thousand. */
export function boundsOf({
  from = 0,
  to = from + USUALLY_LISTED - 1,
}: z.output<ReturnType<typeof z.object<typeof part>>>) {
  return { from, end: from + Math.min(Math.max(to - from + 1, 0), MOST_LISTED) };
}
