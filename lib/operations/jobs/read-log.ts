import type { LogLine } from '../../core/delivery/ledger.ts';
import type { LogQuery, LogSection } from '../../core/view/log-query.ts';

/** A line of the log of a job or of an attempt of a workflow. */
type LoggedLine = Pick<LogLine, 'id' | 'at' | 'level'>;

export interface ReadLogOptions<Line extends LoggedLine = LogLine> {
  readonly log: { page(job: number, page: LogSection): Promise<readonly Line[]> };
  /** The text of a line in the language of the reader. */
  readonly textOf: (line: Line) => string;
}

/** Matching lines, oldest first, and the cursors of earlier and later lines; undefined if there are none. */
export interface LogLines<Line extends LoggedLine = LogLine> {
  readonly lines: readonly Line[];
  readonly earlier: number | undefined;
  readonly later: number | undefined;
}

const PAGE_LINES = 1000;
/** Maximum number of lines scanned per request; the next request continues after them. */
const MAX_SCANNED_LINES = 50_000;
/** Lines that are this long together end a page; the next request continues after them. */
const FULL_PAGE_CHARACTERS = 512 * 1024;

/** The lines of a log that match a query: the newest, or those before or after a line. */
export async function readLog<Line extends LoggedLine>(
  options: ReadLogOptions<Line>,
  job: number,
  query: LogQuery,
  limit: number,
): Promise<LogLines<Line>> {
  const { before, after } = query;
  const found = await search(options, job, query, limit + 1);
  const lines = found.lines.slice(0, limit);
  const nextCursor = found.lines.length > limit ? lines.at(-1)?.id : found.resumeAt;
  if (after === undefined)
    return { lines: lines.toReversed(), earlier: nextCursor, later: before && (lines[0]?.id ?? before - 1) };
  // If there are no lines after the line `after`, this line itself is an earlier line, which `before` must not exclude.
  const start = lines[0]?.id ?? after + 1;
  const hasMore = await hasEarlier(options, job, { ...query, before: start });
  return { lines, earlier: hasMore ? start : undefined, later: nextCursor };
}

/** Whether there are matching lines before a line, or may be some beyond the lines that one request scans. */
async function hasEarlier<Line extends LoggedLine>(
  options: ReadLogOptions<Line>,
  job: number,
  query: LogQuery,
): Promise<boolean> {
  const { lines, resumeAt } = await search(options, job, { ...query, after: undefined }, 1);
  return lines.length > 0 || resumeAt !== undefined;
}

/**
 * Searches a log in the order of the result: from `after` to later lines, or from `before` or the newest line to
 * earlier ones. `resumeAt` is where the search stopped, if lines may remain in that direction.
 */
async function search<Line extends LoggedLine>(
  { log, textOf }: ReadLogOptions<Line>,
  job: number,
  query: LogQuery,
  limit: number,
) {
  const { level: atLeast, text, after } = query;
  const needle = text.toLowerCase();
  const lines: Line[] = [];
  let position = after ?? query.before;
  let characters = 0;
  for (let scanned = 0; scanned < MAX_SCANNED_LINES; scanned += PAGE_LINES) {
    const cursor = after === undefined ? { before: position } : { after: position };
    const page = await log.page(job, { atLeast, limit: needle === '' ? limit : PAGE_LINES, ...cursor });
    const inOrder = after === undefined ? page.toReversed() : page;
    const matching = inOrder.filter((line) => needle === '' || textOf(line).toLowerCase().includes(needle));
    lines.push(...matching);
    characters = matching.reduce((sum, line) => sum + textOf(line).length, characters);
    // A page may have fewer lines than requested, if lines are long.
    if (lines.length >= limit || page.length === 0) return { lines: lines.slice(0, limit), resumeAt: undefined };
    position = inOrder.at(-1)?.id;
    if (characters >= FULL_PAGE_CHARACTERS) break;
  }
  return { lines, resumeAt: position };
}

/** The whole log as text, oldest line first. */
export async function* logText<Line extends LoggedLine>(
  { log, textOf }: ReadLogOptions<Line>,
  job: number,
): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const page = await log.page(job, { after, limit: PAGE_LINES });
    const last = page.at(-1);
    if (!last) return;
    yield page.map((line) => `${new Date(line.at).toISOString()}  ${line.level.padEnd(5)}  ${textOf(line)}\n`).join('');
    after = last.id;
  }
}
