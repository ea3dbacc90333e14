import { CUSTOMER_ID, CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { parentSegmentInput } from '#lib/core/audience/parent-segment.ts';
import { sourceKey } from '#lib/core/audience/source-tables.ts';
import { issueParams } from '#lib/core/connector/parameters.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import { scheduleInput } from '#lib/core/schedule/schedule.ts';
import { choiceOf, differsFromDefault, usedColumns } from './choice-of-draft.ts';
import { type ColumnDraft, type Draft, findSource, type SourceChoice } from './draft.ts';
import { scheduleOf } from './schedule-draft.ts';

export interface DraftProblem {
  /** The field, such as `attributes.0.name`; the path of a column ends with the column's name. */
  readonly path: string;
  readonly code: string;
  readonly params: IssueParams;
}

/** Everything that keeps a draft from being saved. */
export function problemsOf(draft: Draft, sources: readonly SourceChoice[]): readonly DraftProblem[] {
  return [
    ...schemaProblems(draft),
    ...lostTables(draft, sources),
    ...lostColumns(draft, sources),
    ...repeatedNames('master', CUSTOMERS, draft.master.columns, namesBefore(draft, -1)),
    ...draft.attributes.flatMap((table, index) =>
      repeatedNames(`attributes.${index}`, CUSTOMERS, usedColumns(table), namesBefore(draft, index)),
    ),
    ...draft.behaviors.flatMap((table, index) =>
      repeatedNames(`behaviors.${index}`, table.name, usedColumns(table), [CUSTOMER_ID]),
    ),
    ...scheduleProblems(draft),
  ];
}

function schemaProblems(draft: Draft): readonly DraftProblem[] {
  const { error } = parentSegmentInput.safeParse(choiceOf(draft));
  return (error?.issues ?? []).map((issue) => ({
    path: fieldOf(issue.path, draft),
    code: issue.message,
    params: issueParams(issue),
  }));
}

/**
 * The form's path for a path in the input. The path of a column, such as `master.columns.0` or
 * `attributes.0.columns.0`, then ends with the column's name, because the column's position in the input differs from
 * that in the form.
 */
function fieldOf(path: readonly PropertyKey[], draft: Draft): string {
  const [part, index, member, column] = path;
  if (part === 'master' && index === 'columns' && typeof member === 'number')
    return `master.columns.${draft.master.columns.filter(differsFromDefault)[member]?.column ?? ''}`;
  if ((part === 'attributes' || part === 'behaviors') && member === 'columns' && typeof column === 'number') {
    const table = draft[part][Number(index)];
    return `${part}.${String(index)}.columns.${table ? usedColumns(table)[column]?.column : ''}`;
  }
  return path.map(String).join('.');
}

function lostTables({ master, attributes, behaviors }: Draft, sources: readonly SourceChoice[]): DraftProblem[] {
  const tables = [
    { path: 'master.table', source: master },
    ...attributes.map((source, index) => ({ path: `attributes.${index}.source.table`, source })),
    ...behaviors.map((source, index) => ({ path: `behaviors.${index}.source.table`, source })),
  ];
  return tables
    .filter(({ source }) => source.table !== '' && !findSource(sources, source))
    .map(({ path, source }) => ({
      path,
      code: 'table_unknown',
      params: { name: sourceKey(source) },
    }));
}

/** Chosen columns that a table no longer has. */
function lostColumns({ master, attributes, behaviors }: Draft, sources: readonly SourceChoice[]): DraftProblem[] {
  const joins = [
    ...attributes.map((table, index) => ({ table, path: `attributes.${index}` })),
    ...behaviors.map((table, index) => ({ table, path: `behaviors.${index}` })),
  ];
  const chosenColumns = [
    { path: 'master.key', source: master, column: master.keyColumn },
    ...master.filters.map(({ column }, index) => ({ path: `master.filters.${index}.column`, source: master, column })),
    ...joins.flatMap(({ table, path }) => [
      { path: `${path}.join.parentKey`, source: master, column: table.parentKey },
      { path: `${path}.join.childKey`, source: table, column: table.childKey },
      ...usedColumns(table).map(({ column }) => ({ path: `${path}.columns.${column}`, source: table, column })),
    ]),
  ];
  return chosenColumns.flatMap(({ path, source, column }): DraftProblem[] => {
    const columns = findSource(sources, source)?.columns;
    if (column === '' || !columns || columns.some(({ name }) => name === column)) return [];
    const table = sourceKey(source);
    return [{ path, code: 'source_column_unknown', params: { column, table } }];
  });
}

/** The names of the customers' columns that precede an attribute table's own; an index of -1 is the master table. */
function namesBefore({ master, attributes }: Draft, index: number): readonly string[] {
  const columns = index < 0 ? [] : [...master.columns, ...attributes.slice(0, index).flatMap(usedColumns)];
  return [CUSTOMER_ID, ...columns.map(({ name }) => name)];
}

/** A problem for each column whose name is taken. The engine ignores the case of names. */
function repeatedNames(path: string, table: string, columns: readonly ColumnDraft[], before: readonly string[]) {
  const taken = new Set(before.map((name) => name.trim().toLowerCase()));
  return columns.flatMap(({ column, name }): DraftProblem[] => {
    const key = name.trim().toLowerCase();
    if (key === '' || !taken.has(key)) {
      taken.add(key);
      return [];
    }
    return [{ path: `${path}.columns.${column}`, code: 'segment_column_taken', params: { column: name, table } }];
  });
}

function scheduleProblems({ schedule }: Draft): readonly DraftProblem[] {
  const chosen = scheduleOf(schedule);
  const { error } = chosen === null ? { error: undefined } : scheduleInput.safeParse(chosen);
  return (error?.issues ?? []).map((issue) => ({
    path: `schedule.${String(issue.path[0])}`,
    code: issue.message,
    params: issueParams(issue),
  }));
}
