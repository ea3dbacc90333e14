import { useState } from 'react';
import type { MatchableColumn, MatchableValue } from '#lib/core/matching/matchable-columns.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import { type SuggestedValue, suggestionFor } from './use-value-suggestions.ts';

/** What a value is matched to: a value of the field, null to leave its records out, undefined for no match. */
export type ValueMatch = string | null | undefined;

export interface ValueMatches {
  readonly matchOf: (column: MatchableColumn, value: MatchableValue) => ValueMatch;
  /** Whether the match is a suggestion that the person has not changed. */
  readonly isSuggested: (column: MatchableColumn, value: MatchableValue) => boolean;
  readonly choose: (column: MatchableColumn, choices: readonly (readonly [text: string, to: ValueMatch])[]) => void;
}

/** What each value is matched to: the person's choice, else its match so far, or a suggestion if it is open. */
export function useValueMatches(suggestions: readonly SuggestedValue[]): ValueMatches {
  const [chosen, setChosen] = useState<ReadonlyMap<string, ValueMatch>>(new Map());
  return {
    matchOf: (column, value) => {
      const key = keyOf(column, value.text);
      if (chosen.has(key)) return chosen.get(key);
      return value.state === 'open' ? suggestionFor(suggestions, column, value.text) : value.to;
    },
    isSuggested: (column, { state, text }) =>
      state === 'open' && !chosen.has(keyOf(column, text)) && suggestionFor(suggestions, column, text) !== undefined,
    choose: (column, choices) =>
      setChosen(new Map([...chosen, ...choices.map(([text, to]) => [keyOf(column, text), to] as const)])),
  };
}

function keyOf({ column, fieldIndex }: MatchableColumn, text: string): string {
  return JSON.stringify([column, fieldIndex, valueKey(text)]);
}
