import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import type { Plan } from '#lib/core/plan.ts';
import type { ExportFile } from './export-file.ts';
import { stepPath } from './export-paths.ts';

export interface SendNotesProps {
  file: ExportFile;
  plan: Plan;
  matched: boolean;
  test: boolean;
  sandbox: boolean;
  /** What the server refused; empty: it gave no answer. */
  refusal: string | undefined;
}

/** What holds for the whole export. */
export function SendNotes({ file, plan, matched, test, sandbox, refusal }: SendNotesProps) {
  const t = useTranslations('exports.send');
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  return (
    <>
      {!matched && (
        <Banner
          tone="error"
          title={t('unmatched.title')}
          actions={
            <ButtonLink size="sm" href={stepPath(file.id, 'match')}>
              {t('unmatched.action')}
            </ButtonLink>
          }
        >
          <p>{t('unmatched.text', { count: plan.missing.length })}</p>
        </Banner>
      )}
      {refusal !== undefined && (
        <Banner tone="error" live title={t('failed')}>
          {refusal || t('noAnswer')}
        </Banner>
      )}
      {test && <Banner tone="test">{t.rich('testNote', { b })}</Banner>}
      {!test && sandbox && <Banner tone="test">{t.rich('sandboxNote', { b })}</Banner>}
    </>
  );
}
