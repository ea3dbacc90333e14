import { useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { HelpSection, linkTo, prose } from '#components/ui/text/prose.tsx';

const RULES = ['errors', 'pages', 'idempotency', 'tokens'] as const;

/** How to send requests, and rules that several operations share. */
export function ApiStart({ url }: { url: string }) {
  const t = useTranslations('help.api');
  return (
    <>
      <HelpSection title={t('start.title')}>
        <p>{t.rich('start.key', { a: linkTo(settingsPath('api-keys')) })}</p>
        <CodeBlock
          label={t('start.example')}
        >{`curl -H "Authorization: Bearer $PINTD_API_KEY" ${url}/api/v1/jobs`}</CodeBlock>
        <p>{t.rich('start.shell', prose)}</p>
        <CodeBlock label="pintd">{`PINTD_API_KEY=… pintd --endpoint ${url} job:list`}</CodeBlock>
      </HelpSection>
      <HelpSection title={t('rules.title')}>
        <ul className="grid list-disc gap-2 pl-5">
          {RULES.map((rule) => (
            <li key={rule}>{t.rich(`rules.${rule}`, prose)}</li>
          ))}
        </ul>
      </HelpSection>
    </>
  );
}
