'use client';

import { useTranslations } from 'next-intl';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Help } from '#components/ui/overlays/help.tsx';

const SESSION_KINDS = ['now', 'hourly', 'daily', 'time'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

export interface SessionFieldsProps {
  kind: SessionKind;
  /** Without a zone, as the browser's field returns it. */
  time: string;
  timeZone: string;
  onKind: (kind: SessionKind) => void;
  onTime: (time: string) => void;
}

/** The choice of a session time. */
export function SessionFields({ kind, time, timeZone, onKind, onTime }: SessionFieldsProps) {
  const t = useTranslations('workflows.run');
  return (
    <div className="grid gap-1.5">
      <span aria-hidden className="font-semibold text-sm">
        {t('session')}
      </span>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t('session')}
          options={SESSION_KINDS.map((value) => ({ value, label: t(`sessions.${value}`) }))}
          value={kind}
          onValueChange={onKind}
        />
        {kind === 'time' && (
          <TextInput
            required
            type="datetime-local"
            step={1}
            controlSize="sm"
            aria-label={t('time')}
            className="w-56!"
            value={time}
            onChange={({ target }) => onTime(target.value)}
          />
        )}
      </div>
      <Help>{t(`sessionHelp.${kind}`, { zone: timeZone })}</Help>
    </div>
  );
}

/** The session time as the command reads it. */
export function sessionTextOf(kind: SessionKind, time: string): string {
  return kind === 'time' ? time : kind;
}
