import { useMemo } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { usePersonalShown } from '#components/ui/hooks/use-personal-shown.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { matchableColumns } from '#lib/core/matching/matchable-columns.ts';
import { type UnitQuestion, unitQuestions } from '#lib/core/matching/unit-questions.ts';
import type { Plan } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { useColumnProblems } from './reading/use-column-problems.ts';
import { useProfile } from './reading/use-profile.ts';
import { useSamples } from './reading/use-samples.ts';
import { useReloadAfterUndo } from './reading/use-shown-values.ts';
import { columnState, personNameFindings } from './table/column-states.ts';
import { usePlace } from './units/use-place.ts';

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
  const questions = useMemo(() => questionsOf(plan, profile, isPersonalShown), [plan, profile, isPersonalShown]);
  const problems = useColumnProblems(file, matching, { profile, questions });
  return {
    matching,
    isPersonalShown,
    setPersonalShown,
    samples,
    reading,
    matchable,
    personNames,
    questions,
    problems,
    /** Undefined while values are hidden, or until the whole file has been read. */
    profile: isPersonalShown ? profile : undefined,
    nameless: profile?.nameless ?? [],
    isReading: mayShow && !profile && !reading.isFailed,
    stateOf: columnState({ plan, unsure, matchable, personNames, problems }),
    place: usePlace(matching, profile),
  };
}

/** The questions of a file; their examples are values, so they are hidden with the values. */
function questionsOf(plan: Plan, profile: FileProfile | undefined, isPersonalShown: boolean): readonly UnitQuestion[] {
  const questions = profile ? unitQuestions(plan, profile) : [];
  return isPersonalShown ? questions : questions.map((question) => ({ ...question, example: undefined }));
}
