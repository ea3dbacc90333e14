'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useWizard } from '../wizard-context.ts';
import type { Finding } from './finding.tsx';
import { useCompatibility } from './use-compatibility.ts';
import { useQuickFixLabel } from './use-quick-fix-label.ts';

/**
 * One finding for each behavior whose rows become numbered columns. It names the missing required fields that separate
 * rows would fill, or else the numbered columns.
 */
export function useNumberedRows(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const format = useFormatter();
  const labelOf = useQuickFixLabel();
  const { tables } = useWizard().start;
  return useCompatibility().numbered.map(({ behavior, table, columns, fields, fix }): Finding => {
    const name = tables.find((built) => built.table === table)?.name ?? table;
    const isRequired = fields.length > 0;
    return {
      tone: isRequired ? 'error' : 'warning',
      key: `numbered ${behavior}`,
      title: t('numbered', { name }),
      text: isRequired
        ? t('numberedMissingText', { fields: format.list(fields, LIST_FORMAT) })
        : t('numberedText', { columns: format.list(columns, LIST_FORMAT) }),
      fixes: fix ? [{ fix, label: labelOf(fix) }] : [],
    };
  });
}
