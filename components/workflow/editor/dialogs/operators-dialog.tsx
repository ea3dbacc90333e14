'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { OPERATORS, REFUSED_OPERATORS } from '#lib/core/workflow/definition/operators.ts';

/** The operators that run here with their options, and those that do not. */
export function OperatorsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('workflows.operators');
  return (
    <Dialog open onOpenChange={onClose} title={t('label')} description={t('text')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-sm max-wide:grid-cols-1">
        {Object.entries(OPERATORS).map(([name, { options }]) => (
          <div key={name} className="contents">
            <dt className="mono font-semibold">{name}&gt;</dt>
            <dd className="mono text-text-muted [overflow-wrap:anywhere]">{options.join(', ') || '—'}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-text-muted">
        {t.rich('refused', {
          names: () => (
            <span className="mono">{[...REFUSED_OPERATORS.keys()].map((name) => `${name}>`).join(', ')}</span>
          ),
        })}
      </p>
    </Dialog>
  );
}
