import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormAccess } from '#components/access/form-access.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { focusMainIfLost } from '#components/layout/focus/focus-main.ts';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { previousPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { useOpenPoints } from '../requirements/use-open-points.tsx';
import { UnitsDialog } from '../units/units-dialog.tsx';
import type { Match } from '../use-match.ts';
import type { SuggestedValue } from '../values/use-value-suggestions.ts';
import { AcceptSuggestions } from './accept-suggestions.tsx';
import { type StartReview, useStartReview } from './use-start-review.ts';

interface MatchFootProps {
  file: ExportFile;
  match: Match;
  /** Undefined until they are known. */
  suggestions: readonly SuggestedValue[] | undefined;
  startReview: StartReview;
}

/** What is still open, in one sentence, and the next steps. */
export function MatchFoot({ file, match, suggestions, startReview }: MatchFootProps) {
  const t = useTranslations('exports');
  const { matching, matchable, questions, place, isWholeFile } = match;
  const review = useStartReview(file.id, matching, startReview);
  const [isAsking, setAsking] = useState(false);
  const { text, isBlocked } = useOpenPoints(matching, match, () => setAsking(true));
  return (
    <SheetFoot>
      <ButtonLink href={previousPath(file.id, 'match')}>{t('back')}</ButtonLink>
      <span
        role="status"
        className="min-w-0 flex-1 text-text-muted text-xs max-wide:w-full max-wide:flex-none max-wide:empty:hidden max-wide:-order-1"
      >
        {review.refusal || <FormAccess needs="uploads.write">{text}</FormAccess>}
      </span>
      <span className="flex flex-wrap items-center gap-3 wide:ml-auto">
        <FormAccess needs="uploads.write">
          <AcceptSuggestions
            mapping={matching.mapping}
            accept={matching.accept}
            matchable={matchable}
            questions={questions}
            place={place}
            suggestions={suggestions}
          />
        </FormAccess>
        <Button needs="reviews.write" variant="primary" disabled={isBlocked} busy={review.busy} onClick={review.start}>
          {t('match.next')}
          <ArrowRight aria-hidden />
        </Button>
      </span>
      {isAsking && (
        <UnitsDialog
          questions={questions}
          place={place}
          isWholeFile={isWholeFile}
          answer={matching.answer}
          onClose={() => {
            setAsking(false);
            focusMainIfLost();
          }}
        />
      )}
    </SheetFoot>
  );
}
