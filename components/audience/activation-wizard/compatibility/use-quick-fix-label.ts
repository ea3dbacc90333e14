'use client';

import { useTranslations } from 'next-intl';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { useWizard } from '../wizard-context.ts';

/** What a quick fix does, as the text of its button. */
export function useQuickFixLabel() {
  const t = useTranslations('activation-wizard.compatibility.fixes');
  const { tables } = useWizard().start;
  return (fix: QuickFix): string => {
    if (fix.kind === 'remove') return t('remove');
    if (fix.kind === 'string') return t('string');
    if (fix.kind === 'rows') return t('rows');
    if (fix.kind === 'rename') return t('rename', { name: fix.name });
    const { column, table } = fix;
    if (table === CUSTOMERS) return t('attribute', { column });
    return t('behavior', { column, name: tables.find((built) => built.table === table)?.name ?? table });
  };
}
