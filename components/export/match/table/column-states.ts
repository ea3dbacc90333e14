import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { looksLikeNames, type NameSplitProblem, nameFields, nameSplitProblems } from '#lib/core/matching/full-names.ts';
import { isOpen, type MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import { columnsByIndex, type Plan } from '#lib/core/record/plan.ts';

/**
 * States of a column. unsure: its field is only proposed. open: its values need a decision, its field is probably
 * wrong, or its people's names may be split incorrectly.
 */
export const MATCH_STATES = ['unsure', 'open', 'matched', 'ignored'] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** What is known about people's names, by column; offer: the column has no field, and seems to contain full names. */
export type PersonNameFindings = ReadonlyMap<string, NameSplitProblem | 'offer'>;

export function personNameFindings(
  { connector: { fields }, mapping, plan }: Pick<ExportMapping, 'connector' | 'mapping' | 'plan'>,
  profile: FileProfile | undefined,
): PersonNameFindings {
  const partFields = nameFields(fields);
  const hasNameFields = plan.columns.some(({ field }) => partFields.includes(field.name));
  const unmapped = new Set(plan.ignored);
  const profiles = (profile?.columns ?? []).filter(({ column }) => unmapped.has(column));
  const offers = hasNameFields ? [] : profiles.filter(looksLikeNames);
  return new Map<string, NameSplitProblem | 'offer'>([
    ...offers.map(({ column }) => [column, 'offer'] as const),
    ...nameSplitProblems(fields, mapping, profile),
  ]);
}

interface ColumnFindings {
  readonly plan: Plan;
  readonly unsure: ReadonlySet<string>;
  readonly matchable: readonly MatchableColumn[];
  readonly personNames: PersonNameFindings;
  readonly problems: ReadonlyMap<string, ColumnProblem>;
}

/** A function that returns the state of a column. */
export function columnState({
  plan,
  unsure,
  matchable,
  personNames,
  problems,
}: ColumnFindings): (column: string) => MatchState {
  const fed = new Set([...columnsByIndex(plan).keys()].map((index) => plan.header[index]));
  const open = new Set(matchable.filter(isOpen).map(({ column }) => column));
  return (column) => {
    if (unsure.has(column)) return 'unsure';
    if (open.has(column) || problems.has(column) || (personNames.get(column) ?? 'offer') !== 'offer') return 'open';
    return fed.has(column) ? 'matched' : 'ignored';
  };
}

/** How many columns have each state. */
export function countStates(
  columns: readonly { readonly column: string }[],
  stateOf: (column: string) => MatchState,
): Readonly<Record<MatchState, number>> {
  const states = columns.map(({ column }) => stateOf(column));
  const counts = MATCH_STATES.map((state) => [state, states.filter((each) => each === state).length]);
  return Object.fromEntries(counts) as Record<MatchState, number>;
}
