import { useMemo } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { changedBy, type ExportMapping, useExportMapping } from '#components/export-steps/export-mapping.ts';
import { usePersonalShown } from '#components/ui/hooks/use-personal-shown.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { type MatchableColumn, matchableColumns } from '#lib/core/matching/matchable-columns.ts';
import { MAX_HINT_RECORDS } from '#lib/core/matching/profile-column.ts';
import { type UnitQuestion, unitQuestions } from '#lib/core/matching/unit-questions.ts';
import { compilePlan, type Plan } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { useColumnProblems } from './reading/use-column-problems.ts';
import { useProfile } from './reading/use-profile.ts';
import { useSamples } from './reading/use-samples.ts';
import { useReloadAfterUndo } from './reading/use-shown-values.ts';
import { columnState, personNameFindings } from './table/column-states.ts';
import { usePlace } from './units/use-place.ts';
import { suggestedChanges } from './values/suggested-changes.ts';
import { type SuggestedValue, useValueSuggestions } from './values/use-value-suggestions.ts';

export type Match = ReturnType<typeof useMatch>;

/** The mapping, what the file contains, and what follows from both. */
export function useMatch(file: ExportFile, masked: readonly ColumnSample[], connectorType: string) {
  const matching = useExportMapping(file, connectorType);
  const { connector, plan, mapping, unsure } = matching;
  const mayShow = useMay('values.show');
  const [isPersonalShown, setPersonalShown] = usePersonalShown();
  const samples = useSamples(file, masked, isPersonalShown);
  useReloadAfterUndo(file);
  const reading = useProfile(file, mayShow);
  // Hidden values count too: what a person has to decide does not depend on whether values are shown.
  const { profile } = reading;
  const matchable = useMemo(() => (profile ? matchableColumns(plan, mapping, profile) : []), [plan, mapping, profile]);
  const personNames = useMemo(
    () => personNameFindings({ connector, plan, mapping }, profile),
    [connector, plan, mapping, profile],
  );
  const suggestions = useValueSuggestions(file, matchable);
  const suggestedPlan = useSuggestedPlan(matching, matchable, suggestions);
  const questions = useMemo(
    () => questionsOf(suggestedPlan, profile, isPersonalShown),
    [suggestedPlan, profile, isPersonalShown],
  );
  const problems = useColumnProblems(file, matching, { profile, questions });
  return {
    matching,
    isPersonalShown,
    setPersonalShown,
    samples,
    reading,
    matchable,
    suggestions,
    personNames,
    questions,
    problems,
    /** Undefined while values are hidden, or until the whole file has been read. */
    profile: isPersonalShown ? profile : undefined,
    nameless: profile?.nameless ?? [],
    isReading: mayShow && !profile && !reading.isFailed,
    stateOf: columnState({ plan, unsure, matchable, personNames, problems }),
    /** Whether questions are about all records, not only the first ones. */
    isWholeFile: profile !== undefined && profile.records <= MAX_HINT_RECORDS,
    place: usePlace(connector, suggestedPlan, profile),
  };
}

/**
 * The plan as it is once all suggested values are accepted. Answers that follow from the values of the file, such as
 * its country, are suggested together with these.
 */
function useSuggestedPlan(
  { connector, plan, mapping, constants }: ExportMapping,
  matchable: readonly MatchableColumn[],
  suggestions: readonly SuggestedValue[] | undefined,
): Plan {
  return useMemo(() => {
    const changes = suggestedChanges(matchable, suggestions ?? [], mapping);
    if (changes.length === 0) return plan;
    return compilePlan(connector.fields, plan.header, changedBy({ mapping, constants }, changes));
  }, [connector, plan, mapping, constants, matchable, suggestions]);
}

/** The questions of a file; their examples are values, so they are hidden with the values. */
function questionsOf(plan: Plan, profile: FileProfile | undefined, isPersonalShown: boolean): readonly UnitQuestion[] {
  const questions = profile ? unitQuestions(plan, profile) : [];
  return isPersonalShown ? questions : questions.map((question) => ({ ...question, example: undefined }));
}
