import type { ReadFile } from '../finding.ts';

/** The findings of a file as `line:column code field`. */
export function findingsOf(read: ReadFile<unknown>): readonly string[] {
  return 'findings' in read
    ? read.findings.map(({ line, column, code, params: { field = '' } }) => `${line}:${column} ${code} ${field}`.trim())
    : [];
}

/** The content of a file that has to be valid. */
export function contentOf<Content>(read: ReadFile<Content>): Content {
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  return read.content;
}
