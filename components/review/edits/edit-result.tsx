import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LeaveGuard } from '#components/layout/leaving/leave-guard.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { shownState } from '../cards/row-state.tsx';
import type { EditFailure, EditResult, Edits } from './use-edits.ts';

/** The result of the last edit, also announced to screen readers. */
export function EditResultText({ edits: { result, isBusy, isUnsaved } }: { edits: Edits }) {
  const t = useTranslations('review.editResult');
  const state = useTranslations('review.states');
  const textOf = (shown: EditResult) => {
    switch (shown.kind) {
      case 'record':
        return t('record', { record: shown.row.record, state: state(shownState(shown.row)) });
      case 'cells':
        return t('cells', { changed: shown.changed, skipped: shown.skipped });
      case 'records':
        return t('records', { count: shown.count });
    }
  };
  return (
    <p role="status" className="text-text-muted text-xs">
      {isBusy && !isUnsaved && t('busy')}
      {!isBusy && result && textOf(result)}
    </p>
  );
}

/** Values that are not saved yet, because the console does not respond. */
export function UnsavedNote({ edits: { isUnsaved, discard } }: { edits: Edits }) {
  const t = useTranslations('review.editResult');
  if (!isUnsaved) return null;
  return (
    <div className="px-6 pb-2 max-wide:px-4">
      <Banner
        tone="warning"
        live
        title={t('unsaved')}
        actions={
          <Button size="sm" onClick={discard}>
            {t('discard')}
          </Button>
        }
      >
        {t('unsavedText')}
      </Banner>
    </div>
  );
}

/** Asks for confirmation before a person leaves values that are not saved, even while no records are listed. */
export function UnsavedGuard({ edits: { isUnsaved, discard } }: { edits: Edits }) {
  const t = useTranslations('review.editResult');
  return (
    <LeaveGuard isDirty={isUnsaved} onDiscard={discard}>
      {t('leave')}
    </LeaveGuard>
  );
}

/** A function that gives the text of a failure. */
export function useFailureText(): (failure: EditFailure) => string {
  const t = useTranslations('review.editResult');
  return ({ kind, message }) => message ?? t(kind === 'outdated' ? 'outdatedText' : 'noResponse');
}

/** Why the last edit failed, with a reload button. */
export function EditProblem({ edits: { problem, reload } }: { edits: Edits }) {
  const t = useTranslations('review.editResult');
  const textOf = useFailureText();
  if (!problem) return null;
  return (
    <div className="px-6 pb-2 max-wide:px-4">
      <Banner
        tone="warning"
        live
        title={t(problem.kind)}
        actions={
          <Button
            size="sm"
            icon={<RotateCw aria-hidden />}
            onClick={problem.kind === 'outdated' ? () => location.reload() : reload}
          >
            {t('reload')}
          </Button>
        }
      >
        {textOf(problem)}
      </Banner>
    </div>
  );
}
