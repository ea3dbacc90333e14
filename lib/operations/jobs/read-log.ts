import type { LogLine } from '../../core/delivery/ledger.ts';
import type { LogPage, LogQuery } from '../../core/view/log-query.ts';

/** A line of the log of a job or of an attempt of a workflow. */
type LoggedLine = Pick<LogLine, 'id' | 'at' | 'level'>;

export interface ReadLogOptions<Line extends LoggedLine = LogLine> {
  readonly log: { page(job: number, page: LogPage): Promise<readonly Line[]> };
  /** The text of a line in the language of the reader. */
  readonly textOf: (line: Line) => string;
}

/** Matching lines, oldest first, and the cursors of earlier and later ones; undefined at an end. */
export interface LogLines<Line extends LoggedLine = LogLine> {
  readonly lines: readonly Line[];
  readonly earlier: number | undefined;
  readonly later: number | undefined;
}

const PAGE = 1000;
/** Maximum number of lines scanned per request; the next request continues there. */
const MAX_SCANNED_LINES = 50_000;
/** Lines that are this long together end a page; the next request continues there. */
const FULL_PAGE_CHARACTERS = 512 * 1024;

/** The lines of a log that match a query: the newest, or those before or after a line. */
export async function readLog<Line extends LoggedLine>(
  options: ReadLogOptions<Line>,
  job: number,
  query: LogQuery,
  limit: number,
): Promise<LogLines<Line>> {
  const { before, after } = query;
  const isBackwards = after === undefined;
  const found = await search(options, job, query, limit + 1);
  const kept = found.lines.slice(0, limit);
  const more = found.lines.length > limit ? kept.at(-1)?.id : found.resumeAt;
  const lines = isBackwards ? kept.toReversed() : kept;
  // `before` excludes its line, so without lines after `after` that line itself is an earlier one.
  const start = lines[0]?.id ?? (after === undefined ? undefined : after + 1);
  return {
    lines,
    earlier: isBackwards
      ? more
      : start !== undefined && (await hasEarlier(options, job, { ...query, before: start }))
        ? start
        : undefined,
    later: isBackwards ? before && (lines.at(-1)?.id ?? before - 1) : more,
  };
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

/** Searches a log from a line on; if it stops before the end, `resumeAt` is its position. */
async function search<Line extends LoggedLine>(
  { log, textOf }: ReadLogOptions<Line>,
  job: number,
  query: LogQuery,
  limit: number,
) {
  const { level: atLeast, text, after } = query;
  const words = text.toLowerCase();
  const lines: Line[] = [];
  let position = after ?? query.before;
  let characters = 0;
  for (let scanned = 0; scanned < MAX_SCANNED_LINES; scanned += PAGE) {
    const cursor = after === undefined ? { before: position } : { after: position };
    const page = await log.page(job, { atLeast, limit: words === '' ? limit : PAGE, ...cursor });
    const inOrder = after === undefined ? page.toReversed() : page;
    const found = inOrder.filter((line) => words === '' || textOf(line).toLowerCase().includes(words));
    lines.push(...found);
    characters = found.reduce((sum, line) => sum + textOf(line).length, characters);
    // A page may have fewer lines than requested if they are long.
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
    const page = await log.page(job, { after, limit: PAGE });
    const last = page.at(-1);
    if (!last) return;
    yield page.map((line) => `${new Date(line.at).toISOString()}  ${line.level.padEnd(5)}  ${textOf(line)}\n`).join('');
    after = last.id;
  }
}
