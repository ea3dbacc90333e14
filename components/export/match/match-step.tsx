'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { FormAccess } from '#components/access/form-access.tsx';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { previousPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { useValuesShown } from '#components/ui/hooks/use-values-shown.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { matchableColumns } from '#lib/core/matching/matchable-columns.ts';
import { type UnitQuestion, unitQuestions } from '#lib/core/matching/unit-questions.ts';
import type { Plan } from '#lib/core/record/plan.ts';
import { DraftNote } from '../draft-note.tsx';
import { columnNames, columnState, countStates, type MatchState } from './column-states.ts';
import { MatchConstants } from './constants/match-constants.tsx';
import { DroppedNote } from './dropped-note.tsx';
import type { ColumnSample } from './match-column.ts';
import { MatchFilter } from './match-filter.tsx';
import { MatchTable } from './match-table.tsx';
import { PresetNote } from './preset-note.tsx';
import { NamelessNote } from './reading/nameless-note.tsx';
import { ReadingNote } from './reading/reading-note.tsx';
import { useColumnProblems } from './reading/use-column-problems.ts';
import { useProfile } from './reading/use-profile.ts';
import { useSamples } from './reading/use-samples.ts';
import { useReloadAfterUndo } from './reading/use-shown-values.ts';
import { Requirements } from './requirements/requirements.tsx';
import { useOpenPoints } from './requirements/use-open-points.ts';
import { type SaveMapping, SavePreset } from './save-preset.tsx';
import { UseSuggestions } from './suggestions/use-suggestions.tsx';
import { usePlace } from './units/use-place.ts';
import { type StartReview, useStartReview } from './use-start-review.ts';
import { useMeanings, useValueSuggestions } from './values/use-value-suggestions.ts';
import { ValuesDialog } from './values/values-dialog.tsx';

export interface MatchStepProps {
  file: ExportFile;
  samples: readonly ColumnSample[];
  connectorType: string;
  save: SaveMapping;
  startReview: StartReview;
}

/** The third step: the mapping of columns to fields. */
export function MatchStep({ file, samples: masked, connectorType, save, startReview }: MatchStepProps) {
  const t = useTranslations('exports');
  const matching = useExportMapping(file, connectorType);
  const mayShow = useMay('values.show');
  const [shown, setShown] = useValuesShown();
  const samples = useSamples(file, masked, shown);
  useReloadAfterUndo(file);
  const reading = useProfile(file, mayShow);
  const whole = reading.profile;
  const isReading = mayShow && !whole && !reading.isFailed;
  const profile = shown ? whole : undefined;
  const [filter, setFilter] = useState<MatchState | 'all'>('all');
  const [isMatching, setMatching] = useState(false);
  const { connector, plan, mapping } = matching;
  // Hidden values are still open: what is to be decided does not depend on who looks.
  const matchable = useMemo(() => (whole ? matchableColumns(plan, mapping, whole) : []), [plan, mapping, whole]);
  const names = useMemo(() => columnNames({ connector, plan, mapping }, whole), [connector, plan, mapping, whole]);
  const questions = useMemo(() => questionsOf(plan, whole, shown), [plan, whole, shown]);
  const problems = useColumnProblems(file, matching, { profile: whole, questions });
  const stateOf = columnState({ plan, unsure: matching.unsure, matchable, names, problems });
  const place = usePlace(matching, whole);
  const suggestions = useValueSuggestions(file, matchable);
  const meanings = useMeanings(file, matchable);
  const review = useStartReview(file.id, matching, startReview);
  const openPoints = useOpenPoints(matching, { matchable, names, questions, problems, isReading });
  const matchValues = () => setMatching(true);
  return (
    <>
      <ExportFileSide at="match" file={file} plan={plan} />
      <Sheet>
        <SheetHead title={t('match.title')} note={<DraftNote file={file} />} actions={<ExportClose />} />
        <SheetBody padded={false} className="xl:grid xl:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="grid content-start gap-4 p-6 max-wide:px-4 max-wide:pt-4">
            <MatchFilter
              counts={countStates(samples, stateOf)}
              filter={filter}
              onFilter={setFilter}
              shown={shown}
              onShown={setShown}
            >
              <SavePreset file={file} {...matching} save={save} />
            </MatchFilter>
            {matching.saved && (
              <FormAccess needs="uploads.write">
                <PresetNote
                  preset={matching.saved}
                  matchable={shown ? matchable : []}
                  {...{ matchValues }}
                  onUndo={matching.startOver}
                />
              </FormAccess>
            )}
            {matching.dropped && <DroppedNote {...matching.dropped} />}
            <ReadingNote {...reading} />
            <FormAccess needs="uploads.write">
              <MatchTable
                {...matching}
                {...{ samples, profile, matchable, isReading, names, problems, stateOf, filter, shown }}
                onMatchValues={matchValues}
              />
              <NamelessNote columns={whole?.nameless ?? []} />
              <MatchConstants {...matching} />
            </FormAccess>
          </div>
          <FormAccess needs="uploads.write">
            <Requirements
              {...matching}
              {...{ samples, matchable, names, problems, questions, place }}
              onMatchValues={matchValues}
            />
          </FormAccess>
        </SheetBody>
        <SheetFoot>
          <ButtonLink href={previousPath(file.id, 'match')}>{t('back')}</ButtonLink>
          <span
            role="status"
            className="min-w-0 flex-1 text-text-muted text-xs max-wide:w-full max-wide:flex-none max-wide:empty:hidden max-wide:-order-1"
          >
            {review.refusal || openPoints.text}
          </span>
          <span className="flex flex-wrap items-center gap-3 wide:ml-auto">
            <FormAccess needs="uploads.write">
              <UseSuggestions {...matching} {...{ matchable, questions, place, suggestions }} />
            </FormAccess>
            <Button
              needs="reviews.write"
              variant="primary"
              disabled={openPoints.isBlocked}
              busy={review.busy}
              onClick={review.start}
            >
              {t('match.next')}
              <ArrowRight aria-hidden />
            </Button>
          </span>
        </SheetFoot>
      </Sheet>
      {isMatching && (
        <ValuesDialog
          columns={matchable}
          suggestions={suggestions ?? []}
          meanings={meanings ?? []}
          mapping={mapping}
          change={matching.change}
          onClose={() => setMatching(false)}
        />
      )}
    </>
  );
}

/** The questions of a file; their examples are values, and hidden with them. */
function questionsOf(plan: Plan, profile: FileProfile | undefined, shown: boolean): readonly UnitQuestion[] {
  const questions = profile ? unitQuestions(plan, profile) : [];
  return shown ? questions : questions.map((question) => ({ ...question, example: undefined }));
}
