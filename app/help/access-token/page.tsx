import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { authenticationStartPath } from '#components/paths.ts';
import { HelpSection, linkTo, prose, Steps } from '#components/ui/text/prose.tsx';
import { connectors } from '#lib/connectors/registry.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.accessToken'))('title') };
}

export default async function AccessTokenHelp() {
  const t = await getTranslations('help.accessToken');
  const create = linkTo(authenticationStartPath(connectors.map(({ type }) => type)));
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody className="grid content-start gap-8">
        <HelpSection title={t('steps.title')}>
          <p>{t('lead')}</p>
          <Steps>
            <li>{t.rich('steps.open', prose)}</li>
            <li>{t.rich('steps.setUp', prose)}</li>
            <li>{t.rich('steps.copy', prose)}</li>
            <li>{t.rich('steps.paste', { a: create })}</li>
          </Steps>
          <p className="text-xs">{t('note')}</p>
        </HelpSection>
        <HelpSection title={t('account.title')}>
          <p>{t.rich('account.text', prose)}</p>
        </HelpSection>
        <HelpSection title={t('kept.title')}>
          <p>{t('kept.sealed')}</p>
          <p>{t('kept.never')}</p>
          <p>{t('kept.replace')}</p>
        </HelpSection>
        <HelpSection title={t('sandbox.title')}>
          <p>{t.rich('sandbox.text', { a: linkTo('/integrations/catalog') })}</p>
        </HelpSection>
      </SheetBody>
    </Sheet>
  );
}
