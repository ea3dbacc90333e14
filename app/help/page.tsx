import { Braces, KeyRound, ScanSearch, TableProperties } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AudienceSteps } from '#components/help/audience-steps.tsx';
import { HelpCard } from '#components/help/help-card.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { API_HELP, CATALOG, HASH_INSPECTOR, NEW_EXPORT } from '#components/paths.ts';
import { ShortcutsButton } from '#components/shell/shortcuts/shortcuts-button.tsx';
import { HelpSection, linkTo, Steps } from '#components/ui/text/prose.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('title') };
}

export default async function HelpPage() {
  const t = await getTranslations('help.overview');
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={<ShortcutsButton>{t('shortcuts')}</ShortcutsButton>} />
      <SheetBody className="grid content-start gap-8">
        <HelpSection title={t('steps.title')}>
          <Steps>
            <li>{t.rich('steps.authentication', { a: linkTo(CATALOG) })}</li>
            <li>{t.rich('steps.upload', { a: linkTo(NEW_EXPORT) })}</li>
            <li>{t('steps.check')}</li>
            <li>{t('steps.send')}</li>
          </Steps>
        </HelpSection>
        <AudienceSteps />
        <div className="grid wide:max-w-200 wide:grid-cols-2 gap-5">
          <HelpCard
            href="/help/access-token"
            icon={<KeyRound aria-hidden />}
            title={t('accessToken.title')}
            text={t('accessToken.text')}
          />
          <HelpCard
            href="/help/fields"
            icon={<TableProperties aria-hidden />}
            title={t('fields.title')}
            text={t('fields.text')}
          />
          <HelpCard
            href={HASH_INSPECTOR}
            icon={<ScanSearch aria-hidden />}
            title={t('hashInspector.title')}
            text={t('hashInspector.text')}
          />
          <HelpCard href={API_HELP} icon={<Braces aria-hidden />} title={t('api.title')} text={t('api.text')} />
        </div>
      </SheetBody>
    </Sheet>
  );
}
