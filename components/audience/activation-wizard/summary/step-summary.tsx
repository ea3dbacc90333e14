'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { FindingItem } from '../compatibility/finding-item.tsx';
import { useFindings } from '../compatibility/use-findings.tsx';
import { useRowCounts } from '../preview/use-row-counts.ts';
import { useWizard } from '../wizard-context.ts';

/** What a run will send and where, with the findings about it, before the activation is saved. */
export function StepSummary({ onMapping }: { onMapping: () => void }) {
  const t = useTranslations('activation-wizard.summary');
  const { all } = useFindings();
  const openFindings = all.filter(({ tone }) => tone === 'error' || tone === 'warning');
  return (
    <div className="grid gap-4">
      {openFindings.length > 0 && (
        <section aria-label={t('open')} className="grid gap-3 border-border border-b pb-4">
          <ul className="grid gap-3">
            {openFindings.map((finding) => (
              <FindingItem key={finding.key} finding={finding} />
            ))}
          </ul>
          <LinkButton className="justify-self-start text-sm" onClick={onMapping}>
            {t('back')}
          </LinkButton>
        </section>
      )}
      <SentFacts />
    </div>
  );
}

function SentFacts() {
  const t = useTranslations('activation-wizard.summary');
  const sendText = useTranslations('exports.send');
  const { form, authentications } = useWizard();
  const { data } = useRowCounts();
  const [authentication, parameters] = useWatch({ control: form.control, name: ['authentication', 'parameters'] });
  const authenticationName = authentications.find(({ id }) => id === authentication)?.name ?? '…';
  return (
    <Facts labels="wide">
      {data && <Fact label={t('rows')}>{t.rich('rowsText', { number: () => <Num value={data.rows} /> })}</Fact>}
      <Fact label={t('to')}>
        {t('toText', { authentication: authenticationName, account: parameters.ad_account_id })}
      </Fact>
      <Fact label={sendText('testEvent')}>{t(parameters.test_event ? 'on' : 'off')}</Fact>
      <Fact label={sendText('skip')}>{t(parameters.skip_invalid_record ? 'on' : 'off')}</Fact>
    </Facts>
  );
}
