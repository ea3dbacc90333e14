'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { previousPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import { DraftNote } from '../draft-note.tsx';
import type { ColumnSample } from './match-column.ts';
import { MatchConstants } from './match-constants.tsx';
import { MatchFilter, type MatchState } from './match-filter.tsx';
import { MatchOverview } from './match-overview.tsx';
import { MatchProblems } from './match-problems.tsx';
import { MatchTable } from './match-table.tsx';
import { PresetNote } from './preset-note.tsx';
import { type SaveMapping, SavePreset } from './save-preset.tsx';
import { useSamples } from './use-samples.ts';
import { type StartReview, useStartReview } from './use-start-review.ts';

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
  const [shown, setShown] = useState(false);
  const samples = useSamples(file.id, masked, shown);
  const [filter, setFilter] = useState<MatchState | 'all'>('all');
  const { connector, plan } = matching;
  const review = useStartReview(file.id, matching, startReview);
  const problems = plan.missing.length + (hasIdentifier(connector.identifierSets, plan) ? 0 : 1);
  return (
    <>
      <ExportFileSide at="match" file={file} plan={plan} />
      <Sheet>
        <SheetHead title={t('match.title')} note={<DraftNote file={file} />} actions={<ExportClose />} />
        <SheetBody padded={false} className="xl:grid xl:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="grid content-start gap-4 p-6 max-wide:px-4 max-wide:pt-4">
            <MatchFilter
              plan={plan}
              unsure={matching.unsure}
              filter={filter}
              onFilter={setFilter}
              shown={shown}
              onShown={setShown}
            >
              <SavePreset file={file} {...matching} save={save} />
            </MatchFilter>
            {matching.preset && <PresetNote preset={matching.preset} onUndo={matching.startOver} />}
            <MatchProblems {...matching} samples={samples} />
            <MatchTable {...matching} samples={samples} filter={filter} shown={shown} />
            <MatchConstants {...matching} />
          </div>
          <MatchOverview connector={connector} plan={plan} />
        </SheetBody>
        <SheetFoot>
          <ButtonLink href={previousPath(file.id, 'match')}>{t('back')}</ButtonLink>
          <span
            role="status"
            className="text-text-muted text-xs max-wide:w-full max-wide:empty:hidden max-wide:-order-1"
          >
            {problems > 0 ? t('match.blocked', { count: problems }) : review.refusal}
          </span>
          <Button
            variant="primary"
            className="wide:ml-auto"
            disabled={problems > 0}
            busy={review.busy}
            onClick={review.start}
          >
            {t('match.next')}
            <ArrowRight aria-hidden />
          </Button>
        </SheetFoot>
      </Sheet>
    </>
  );
}
