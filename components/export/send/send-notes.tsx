import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { connectorKey } from '#components/connector/connector-key.ts';
import type { CustomBaseUrl } from '#components/export-settings/send-form.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ActionProblem } from '#components/http/action-problem.ts';
import { stepPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { Plan } from '#lib/core/record/plan.ts';

export interface SendNotesProps {
  file: ExportFile;
  connector: Connector;
  plan: Plan;
  areFieldsMatched: boolean;
  isSandbox: boolean;
  /** Null if the events are sent to the service itself or to the sandbox. */
  customBaseUrl: CustomBaseUrl | null;
  /** Why nothing was sent, or may not have been. */
  problem: ActionProblem | undefined;
}

/** Notes about the whole export. */
export function SendNotes({
  file,
  connector,
  plan,
  areFieldsMatched,
  isSandbox,
  customBaseUrl,
  problem,
}: SendNotesProps) {
  const t = useTranslations('exports.send');
  const services = useTranslations('connectors');
  const service = services(`${connectorKey(connector.type)}.service`);
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  return (
    <>
      {!areFieldsMatched && (
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
      {problem && (
        <Banner tone="error" live title={t(problem.kind)}>
          {problem.message ?? t('noResponse')}
        </Banner>
      )}
      {customBaseUrl && (
        <Banner tone="warning" title={t('customBaseUrl.title', { service })}>
          <p className="[overflow-wrap:anywhere]">{t.rich('customBaseUrl.text', { b, ...customBaseUrl })}</p>
        </Banner>
      )}
      {isSandbox && <Banner tone="test">{t.rich('sandboxNote', { b })}</Banner>}
    </>
  );
}
