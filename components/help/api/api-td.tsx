import { useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { HelpSection, linkTo, prose } from '#components/ui/text/prose.tsx';

const NOTES = ['here', 'result', 'domainKey', 'not'] as const;

/** How to use scripts written for TD with this console. */
export function ApiTd({ url }: { url: string }) {
  const t = useTranslations('help.api.td');
  const { host, protocol } = new URL(url);
  return (
    <HelpSection title={<span id="td">{t('title')}</span>}>
      <p>{t.rich('lead', { ...prose, a: linkTo(settingsPath('api-keys')) })}</p>
      <CodeBlock label={t('shell')}>{`td -e ${url} -k $PINTD_API_KEY query -w -d shop -T presto \\
  -r '{"type": "pinterest_conversion", "td_authentication_id": 1,
       "ad_account_id": "549764609761"}' \\
  'SELECT * FROM conversions'`}</CodeBlock>
      <CodeBlock label="Digdag">{`+send:
  td>: conversions.sql
  database: shop
  endpoint: ${host}
  use_ssl: ${protocol === 'https:'}
  result_connection: Shop
  result_settings: {ad_account_id: "549764609761"}`}</CodeBlock>
      <ul className="grid list-disc gap-2 pl-5">
        {NOTES.map((note) => (
          <li key={note}>{t.rich(note, prose)}</li>
        ))}
      </ul>
    </HelpSection>
  );
}
