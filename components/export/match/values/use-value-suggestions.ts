'use client';

import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { isDoubtful, type MatchableColumn, openValues } from '#lib/core/matching/matchable-columns.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../../export-query-client.ts';

/** What a value of the file probably means; null: its records are better left out. */
export interface SuggestedValue {
  readonly column: string;
  readonly fieldIndex: number;
  readonly text: string;
  readonly to: string | null;
}

interface Suggestion {
  readonly value: string;
  readonly to: string | null;
}

/** The suggestion for a value of a column; undefined if there is none. */
export function suggestionFor(
  suggestions: readonly SuggestedValue[],
  { column, fieldIndex }: MatchableColumn,
  text: string,
): string | null | undefined {
  return suggestions.find((each) => each.column === column && each.fieldIndex === fieldIndex && each.text === text)?.to;
}

/** Suggestions for the values without a match; undefined until they are known. */
export function useValueSuggestions(file: ExportFile, columns: readonly MatchableColumn[]) {
  return useSuggestions(file, columns, ({ column }) => column);
}

/** For columns whose meaning is not confirmed: what their values mean if a yes in the column is a yes in the field. */
export function useMeanings(file: ExportFile, columns: readonly MatchableColumn[]) {
  return useSuggestions(
    file,
    columns.filter(({ needsMeaning }) => needsMeaning),
    ({ field }) => field.name,
  );
}

/** Looks up the open values of columns, except those of doubtful meaning, as if `nameOf` were the columns' names. */
function useSuggestions(
  file: ExportFile,
  columns: readonly MatchableColumn[],
  nameOf: (column: MatchableColumn) => string,
) {
  const open = columns
    .map((column) => {
      const texts = openValues(column).map(({ text }) => text);
      return { ...column, name: nameOf(column), texts: texts.filter((text) => !isDoubtful(column, text)) };
    })
    .filter(({ texts }) => texts.length > 0);
  const { data } = useQuery(
    {
      queryKey: [
        'value suggestions',
        ...readingKey(file),
        open.map(({ column, fieldIndex, name, field, texts }) => [column, fieldIndex, name, field.name, texts]),
      ],
      queryFn: async ({ signal }): Promise<readonly SuggestedValue[]> => {
        const requests = open.map(async ({ column, fieldIndex, name, field, texts: values }) => {
          const request = { ...postJson({ field: field.name, column: name, values }), signal };
          const path = `/exports/new/${file.id}/value-suggestions`;
          const suggestions = await requestJson<readonly Suggestion[]>(path, request);
          return suggestions.map(({ value: text, to }) => ({ column, fieldIndex, text, to }));
        });
        return (await Promise.all(requests)).flat();
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
    exportQueryClient,
  );
  return data;
}
