import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { stepPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';

/** Why the file cannot be sent: no event is left, or no time zone was chosen for times without one. */
export type SendObstacle = 'empty' | 'zone';

export interface SendFootProps {
  upload: number;
  review: ReviewView | null;
  formId: string;
  areFieldsMatched: boolean;
  blockedBy: SendObstacle | undefined;
  /** Undefined while the number is not known. */
  eventCount: number | undefined;
  busy: boolean;
}

/** The button that sends, and in one sentence what blocks it. `SendNotes` reports fields that are not matched. */
export function SendFoot({ upload, review, formId, areFieldsMatched, blockedBy, eventCount, busy }: SendFootProps) {
  const t = useTranslations('exports');
  return (
    <SheetFoot>
      <ButtonLink href={stepPath(upload, review ? 'review' : 'match')}>{t('back')}</ButtonLink>
      <span
        role="status"
        className="min-w-0 flex-1 text-text-muted text-xs max-wide:w-full max-wide:flex-none max-wide:empty:hidden max-wide:-order-1"
      >
        {blockedBy && t(`send.blocked.${blockedBy}`)}
      </span>
      <Button
        type="submit"
        form={formId}
        variant="primary"
        className="wide:ml-auto"
        busy={busy}
        disabled={!areFieldsMatched || blockedBy !== undefined}
        icon={<Send aria-hidden />}
      >
        {eventCount === undefined ? t('send.press') : t('send.pressCount', { count: eventCount })}
      </Button>
    </SheetFoot>
  );
}
