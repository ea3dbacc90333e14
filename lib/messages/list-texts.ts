import type { IssueParams, TextParams } from '../core/issue.ts';

/** Options of `Intl.ListFormat` and `format.list` for lists without "and". */
export const LIST_FORMAT = { type: 'conjunction', style: 'narrow' } as const;

/** Parameters of a text, in which each list is written with the commas of the language. */
export function withListTexts(params: TextParams, locale: string): IssueParams {
  if (Object.values(params).every((value) => typeof value !== 'object')) return params as IssueParams;
  const textOf = (value: TextParams[string]) =>
    typeof value === 'object' ? new Intl.ListFormat(locale, LIST_FORMAT).format(value) : value;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, textOf(value)]));
}
