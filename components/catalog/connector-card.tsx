import { useTranslations } from 'next-intl';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { connectorKey } from '#components/connector/connector-key.ts';
import type { EnterSandbox } from '#components/new-authentication/authentication-actions.ts';
import { newAuthenticationPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { ConnectorSandbox } from './connector-sandbox.tsx';

export interface ConnectorCardProps {
  type: string;
  callsPerMinute: number;
  enterSandbox: EnterSandbox;
}

export function ConnectorCard({ type, callsPerMinute, enterSandbox }: ConnectorCardProps) {
  const t = useTranslations('integrations');
  const texts = useTranslations('connectors');
  const key = connectorKey(type);
  const code = (chunks: React.ReactNode) => <span className="mono">{chunks}</span>;
  return (
    <Card interactive className="@container">
      <article aria-labelledby={`${type}-name`} className="@3xl:grid @3xl:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex flex-col gap-4 p-6 max-wide:p-4">
          <header className="flex items-center gap-3.5">
            <Tile size="lg">
              <ConnectorGlyph />
            </Tile>
            <div className="grid gap-1">
              <h2 id={`${type}-name`} className="text-lg">
                {texts(`${key}.name`)}
              </h2>
              <p className="flex gap-2">
                <Tag>{t('output')}</Tag>
                <Tag accent>{t('beta')}</Tag>
              </p>
            </div>
          </header>
          <p className="max-w-[62ch] text-pretty text-text-muted">{texts(`${key}.description`)}</p>
          <Facts labels="wide">
            <Fact label={t('facts.conversions')}>{texts(`${key}.facts.conversions`)}</Fact>
            <Fact label={t('facts.need')}>{texts(`${key}.facts.need`)}</Fact>
            <Fact label={t('facts.rate')}>{texts(`${key}.facts.rate`, { calls: callsPerMinute })}</Fact>
            <Fact label={t('facts.deduplication')}>{texts.rich(`${key}.facts.deduplication`, { code })}</Fact>
          </Facts>
          <div className="mt-auto flex flex-wrap gap-2 pt-2">
            <ButtonLink variant="primary" href={newAuthenticationPath(type)} scroll={false}>
              {t('createAuthentication')}
            </ButtonLink>
            <ButtonLink variant="quiet" href="/help/fields">
              {t('fieldsAndRules')}
            </ButtonLink>
          </div>
        </div>
        <ConnectorSandbox type={type} enterSandbox={enterSandbox} />
      </article>
    </Card>
  );
}
