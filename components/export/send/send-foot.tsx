import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { stepPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { isZoneOpen } from './forecast/forecast-notes.tsx';

export interface SendFootProps {
  upload: number;
  review: ReviewView | null;
  formId: string;
  isMatched: boolean;
  /** Undefined while they are being counted. */
  events: number | undefined;
  busy: boolean;
}

/** The button that sends, and in one sentence why it cannot be pressed. */
export function SendFoot({ upload, review, formId, isMatched, events, busy }: SendFootProps) {
  const t = useTranslations('exports');
  const isEmpty = events === 0;
  const needsZone = isZoneOpen(review);
  return (
    <SheetFoot>
      <ButtonLink href={stepPath(upload, review ? 'review' : 'match')}>{t('back')}</ButtonLink>
      <span
        role="status"
        className="min-w-0 flex-1 text-text-muted text-xs max-wide:w-full max-wide:flex-none max-wide:empty:hidden max-wide:-order-1"
      >
        {isEmpty && t('send.blocked.empty')}
        {!isEmpty && needsZone && t('send.blocked.zone')}
      </span>
      <Button
        type="submit"
        form={formId}
        variant="primary"
        className="wide:ml-auto"
        busy={busy}
        disabled={!isMatched || isEmpty || needsZone}
        icon={<Send aria-hidden />}
      >
        {events === undefined ? t('send.press') : t('send.pressCount', { count: events })}
      </Button>
    </SheetFoot>
  );
}
