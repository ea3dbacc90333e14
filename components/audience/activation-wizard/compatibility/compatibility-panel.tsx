'use client';

import { useTranslations } from 'next-intl';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import { useWizard } from '../wizard-context.ts';
import { applyToDraft } from './apply-to-draft.ts';
import { FindingItem } from './finding-item.tsx';
import { useFindings } from './use-findings.tsx';

/** How the output fits the connector, with quick fixes for what can be resolved at once. */
export function CompatibilityPanel({ onFixed }: { onFixed: (fix: QuickFix) => void }) {
  const t = useTranslations('activation-wizard.compatibility');
  const { output, changeOutput, start } = useWizard();
  const { all, openCount } = useFindings();
  return (
    <section className="grid gap-3">
      <h2 className="flex items-center gap-2 font-semibold text-base">
        {t('title')}
        {openCount > 0 && (
          <span className="grid h-5 min-w-5 place-items-center rounded-full bg-warning-bg px-1.5 font-semibold text-2xs text-warning">
            <span aria-hidden>{openCount}</span>
            <span className="sr-only">{t('open', { count: openCount })}</span>
          </span>
        )}
      </h2>
      <ul aria-live="polite" className="grid gap-4">
        {all.map((finding) => (
          <FindingItem
            key={finding.key}
            finding={finding}
            onFix={(fix) => {
              changeOutput(applyToDraft(output, fix, start.tables));
              onFixed(fix);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
