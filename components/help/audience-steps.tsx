import { useTranslations } from 'next-intl';
import { STUDIO } from '#components/paths.ts';
import { HelpSection, linkTo, prose, Steps } from '#components/ui/text/prose.tsx';

/** The steps from a parent segment to an activation. */
export function AudienceSteps() {
  const t = useTranslations('help.overview.audience');
  return (
    <div id="audience-studio" className="scroll-mt-6">
      <HelpSection title={t('title')}>
        <p>{t.rich('lead', { ...prose, a: linkTo('/') })}</p>
        <Steps>
          <li>{t.rich('open', { a: linkTo(STUDIO) })}</li>
          <li>{t.rich('parent', prose)}</li>
          <li>{t.rich('segment', prose)}</li>
          <li>{t.rich('details', prose)}</li>
          <li>{t.rich('mapping', prose)}</li>
          <li>{t.rich('schedule', prose)}</li>
          <li>{t.rich('create', prose)}</li>
        </Steps>
        <p>{t.rich('ready', prose)}</p>
        <p>{t('leftOut')}</p>
      </HelpSection>
    </div>
  );
}
