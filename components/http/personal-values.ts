import { withParameter } from './query-string.ts';

/** The query parameter that requests readable personal values, and its value. */
const NAME = 'personal';
const SHOWN = 'shown';

/** The query string of a request for values, which are masked unless they are to be shown. */
export function personalQuery(isShown: boolean, query = ''): string {
  return isShown ? withParameter(query, `${NAME}=${SHOWN}`) : query;
}

/** Whether a request asks for readable personal values. */
export function asksForPersonal({ url }: Request): boolean {
  return new URL(url).searchParams.get(NAME) === SHOWN;
}
