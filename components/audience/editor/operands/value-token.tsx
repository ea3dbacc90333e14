'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useGate } from '#components/access/use-gate.ts';

export function ValueToken({ value, onRemove }: { value: string; onRemove: () => void }) {
  const t = useTranslations('segment-editor.values');
  const gate = useGate(undefined);
  return (
    <span className="inline-flex max-w-full items-center rounded-tag bg-accent-soft px-1.5 font-semibold text-accent-soft-text text-xs">
      <span className="truncate">{value === '' ? '""' : value}</span>
      {gate.reason === undefined && (
        <button
          type="button"
          aria-label={t('remove', { value })}
          onClick={onRemove}
          className="grid size-6 flex-none place-items-center rounded-tag hover:bg-surface"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
