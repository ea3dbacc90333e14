import { z } from 'zod';

/** Forms know texts alone, JSON numbers too. */
const textOrNumber = z.union([z.string(), z.number()], 'input_malformed');

/** Something to be told apart from nothing: an empty text takes away what is there. */
export const text = textOrNumber.transform(String);

/** Clients send an empty text for what nobody gave. */
export const optionalText = text.transform((given) => (given === '' ? undefined : given)).optional();

/** A whole number within bounds; `usual` where none is given. */
export function wholeNumber({ min, max, usual }: { min: number; max: number; usual: number }) {
  return textOrNumber
    .transform((given, context) => {
      const number = given === '' ? usual : /^-?\d{1,15}$/.test(String(given)) ? Number(given) : Number.NaN;
      if (number >= min && number <= max) return number;
      context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
      return z.NEVER;
    })
    .default(usual);
}

const MOST_LISTED = 1000;
const USUALLY_LISTED = 20;

/** A part of a list, by places counted from 0, both ends included. Without them, the first 20. */
export const part = {
  from: wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER, usual: 0 }),
  to: optionalText.transform((given) => (given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined)),
};

/** Where a part begins and behind which entry it ends; never more than a thousand. */
export function boundsOf({ from, to }: { readonly from: number; readonly to?: number | undefined }) {
  const asked = to === undefined ? USUALLY_LISTED : to - from + 1;
  return { from, end: from + Math.min(Math.max(asked, 0), MOST_LISTED) };
}
