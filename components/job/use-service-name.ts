import { useTranslations } from 'next-intl';
import { connectorKey } from '#components/connector/connector-key.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** Who accepts and rejects the events of a job: the receiving service, or the sandbox in its place. */
export function useServiceName({ connector, authentication }: Pick<JobView, 'connector' | 'authentication'>): string {
  const t = useTranslations('jobs');
  const services = useTranslations('connectors');
  return authentication?.target === 'sandbox' ? t('theSandbox') : services(`${connectorKey(connector)}.service`);
}
