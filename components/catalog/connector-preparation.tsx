import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { connectorKey } from '#components/connector/connector-key.ts';
import { Link } from '#components/ui/navigation/link.tsx';

export interface ConnectorPreparationProps {
  type: string;
  fieldCount: number;
  requiredCount: number;
}

/** What a person needs before creating an authentication. */
export function ConnectorPreparation({ type, fieldCount, requiredCount }: ConnectorPreparationProps) {
  const t = useTranslations('integrations.preparation');
  const texts = useTranslations('connectors');
  const key = connectorKey(type);
  const link = (href: string) => (chunks: ReactNode) => <Link href={href}>{chunks}</Link>;
  const elements = {
    code: (chunks: ReactNode) => <span className="mono">{chunks}</span>,
    steps: link('/help/access-token'),
    all: link('/help/fields'),
  };
  return (
    <section aria-labelledby="preparation" className="mt-8">
      <h2 id="preparation" className="border-border border-b pb-3 font-semibold text-base tracking-normal">
        {t('title')}
      </h2>
      <ul className="grid wide:grid-cols-3 gap-x-8 gap-y-5 pt-4 text-sm">
        <Part title={t('token')}>{texts.rich(`${key}.preparation.token`, elements)}</Part>
        <Part title={t('account')}>{texts(`${key}.preparation.account`)}</Part>
        <Part title={t('columns')}>
          {texts.rich(`${key}.preparation.columns`, { ...elements, required: requiredCount, count: fieldCount })}
        </Part>
      </ul>
    </section>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <li>
      <h3 className="mb-0.5 font-semibold text-sm">{title}</h3>
      <p className="text-pretty text-text-muted">{children}</p>
    </li>
  );
}
