'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormAccess } from '#components/access/form-access.tsx';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { DraftNote } from '../draft-note.tsx';
import { MatchConstants } from './constants/match-constants.tsx';
import { DroppedNote } from './dropped-note.tsx';
import { MatchFoot } from './foot/match-foot.tsx';
import type { StartReview } from './foot/use-start-review.ts';
import { NamelessNote } from './reading/nameless-note.tsx';
import { ReadingNote } from './reading/reading-note.tsx';
import { Requirements } from './requirements/requirements.tsx';
import { type SaveMapping, SaveMappingButton } from './save-mapping-button.tsx';
import { SavedMappingNote } from './saved-mapping-note.tsx';
import { countStates, type MatchState } from './table/column-states.ts';
import { MatchFilter } from './table/match-filter.tsx';
import { MatchTable } from './table/match-table.tsx';
import { type Match, useMatch } from './use-match.ts';
import { useMeanings } from './values/use-value-suggestions.ts';
import { ValuesDialog } from './values/values-dialog.tsx';

export interface MatchStepProps {
  file: ExportFile;
  samples: readonly ColumnSample[];
  connectorType: string;
  save: SaveMapping;
  startReview: StartReview;
}

/** The third step: the mapping of columns to fields. */
export function MatchStep({ file, samples, connectorType, save, startReview }: MatchStepProps) {
  const t = useTranslations('exports.match');
  const match = useMatch(file, samples, connectorType);
  const { matching, matchable, suggestions } = match;
  const meanings = useMeanings(file, matchable);
  const [isMatchingValues, setMatchingValues] = useState(false);
  const matchValues = () => setMatchingValues(true);
  return (
    <>
      <ExportFileSide currentStep="match" file={file} plan={matching.plan} />
      <Sheet>
        <SheetHead title={t('title')} note={<DraftNote file={file} />} actions={<ExportClose />} />
        <SheetBody padded={false} className="xl:grid xl:grid-cols-[minmax(0,1fr)_17rem]">
          <MatchColumns file={file} match={match} save={save} onMatchValues={matchValues} />
          <FormAccess needs="uploads.write">
            <Requirements match={match} onMatchValues={matchValues} />
          </FormAccess>
        </SheetBody>
        <MatchFoot file={file} match={match} suggestions={suggestions} startReview={startReview} />
      </Sheet>
      {isMatchingValues && (
        <ValuesDialog
          columns={matchable}
          suggestions={suggestions ?? []}
          meanings={meanings ?? []}
          mapping={matching.mapping}
          change={matching.change}
          onClose={() => setMatchingValues(false)}
        />
      )}
    </>
  );
}

interface MatchColumnsProps extends Pick<MatchStepProps, 'file' | 'save'> {
  match: Match;
  onMatchValues: () => void;
}

/** The columns of the file with their fields, and constants for fields without a column. */
function MatchColumns({ file, match, save, onMatchValues }: MatchColumnsProps) {
  const [filter, setFilter] = useState<MatchState | 'all'>('all');
  const { matching, samples, matchable, stateOf, isPersonalShown, setPersonalShown, reading, nameless } = match;
  const { foundMapping, dropped, startOver } = matching;
  return (
    <div className="grid content-start gap-4 p-6 max-wide:px-4 max-wide:pt-4">
      <MatchFilter
        counts={countStates(samples, stateOf)}
        filter={filter}
        onFilter={setFilter}
        isPersonalShown={isPersonalShown}
        onPersonalShown={setPersonalShown}
      >
        <SaveMappingButton file={file} {...matching} save={save} />
      </MatchFilter>
      {foundMapping && (
        <FormAccess needs="uploads.write">
          <SavedMappingNote
            savedMapping={foundMapping}
            matchable={isPersonalShown ? matchable : []}
            onMatchValues={onMatchValues}
            onUndo={startOver}
          />
        </FormAccess>
      )}
      {dropped && <DroppedNote {...dropped} />}
      <ReadingNote {...reading} />
      <FormAccess needs="uploads.write">
        <MatchTable match={match} filter={filter} onMatchValues={onMatchValues} />
        <NamelessNote columns={nameless} />
        <MatchConstants {...matching} />
      </FormAccess>
    </div>
  );
}
