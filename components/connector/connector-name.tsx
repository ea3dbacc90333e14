import { useTranslations } from 'next-intl';
import { connectorKey } from './connector-key.ts';

/** The display name of a connector. */
export function ConnectorName({ type }: { type: string }) {
  const t = useTranslations('connectors');
  return t(`${connectorKey(type)}.name`);
}
