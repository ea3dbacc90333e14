import { z } from 'zod';
import { queryInput } from '../core/query/saved-query.ts';

/** Inputs that several routes share. Forms have only text; JSON has numbers as well. */

const textOrNumber = z.union([z.string(), z.number()], 'input_malformed');

/** Keeps an empty text, which removes the current value. */
export const textInput = textOrNumber.transform(String);

/** Treats an empty text, which clients send for an omitted value, as not given. */
export const optionalValue = textOrNumber.transform((value) => (value === '' ? undefined : value)).optional();
export const optionalText = optionalValue.transform((value) => (value === undefined ? undefined : String(value)));

export function optionalNumber({ min, max }: { readonly min: number; readonly max: number }) {
  return optionalText.transform((digits, context) => {
    if (digits === undefined) return undefined;
    const number = /^-?\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
    if (number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
    return z.NEVER;
  });
}

/** Unix seconds, up to the year 9999. */
export const UNIX_TIME_BOUNDS = { min: 0, max: 253_402_300_799 } as const;

const { priority, retryLimit } = queryInput.shape;

export const queryInputShape = {
  priority: optionalValue.pipe(priority.unwrap().optional()),
  retry_limit: optionalValue.pipe(retryLimit.unwrap().optional()),
};

const POSITION_BOUNDS = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;
const MAX_LIST_LENGTH = 1000;
const DEFAULT_LIST_LENGTH = 20;

/** A range of a list, by positions counted from 0, both ends included; by default 20, from the first. */
export const rangeInputShape = { from: optionalNumber(POSITION_BOUNDS), to: optionalNumber(POSITION_BOUNDS) };

/** The start of a range and the position after its last item; at most a thousand items. */
export function rangeOf({
  from = 0,
  to = from + DEFAULT_LIST_LENGTH - 1,
}: z.output<ReturnType<typeof z.object<typeof rangeInputShape>>>) {
  return { from, end: from + Math.min(Math.max(to - from + 1, 0), MAX_LIST_LENGTH) };
}
