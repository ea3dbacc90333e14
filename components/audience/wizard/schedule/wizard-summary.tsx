'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Share } from '#components/ui/charts/share.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import { isCron, isTimeZone, plannedTimes } from '#lib/core/schedule/timetable.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { isLowMatch } from '../../build/match-rate.tsx';
import { useJoinCheck, useMasterCheck } from '../checks/use-checks.ts';
import { countAttributes } from '../draft/choice-of-draft.ts';
import type { JoinKind, TableDraft } from '../draft/draft.ts';
import { scheduleOf } from '../draft/schedule-draft.ts';
import { joinShare } from '../tables/join-match.tsx';
import { useWizardForm } from '../wizard-context.ts';

/** The parent segment as it will be saved, and when it will be built. */
export function WizardSummary() {
  const t = useTranslations('parent-segments.wizard.summary');
  const format = useFormatter();
  const { draft } = useWizardForm();
  const { name, master, attributes, behaviors } = draft;
  const { data } = useMasterCheck(draft);
  const count = countAttributes(draft);
  const masterTableCount = 1;
  return (
    <Card well className="grid gap-4 px-6 py-5 max-wide:px-4">
      <h2 className="text-lg [overflow-wrap:anywhere]">{name}</h2>
      <Facts>
        <Fact label={t('master')}>
          {t.rich('masterValue', {
            table: `${master.database}.${master.table}`,
            key: master.keyColumn,
            code: (chunks) => <span className="mono">{chunks}</span>,
          })}
        </Fact>
        {master.filters.map(({ key, column, values }) => (
          <Fact key={key} label={t('filter')}>
            {t('filterValue', { column, values: format.list(values, { type: 'disjunction' }) })}
          </Fact>
        ))}
        <Fact label={t('customers')}>{data ? format.number(data.customers) : '…'}</Fact>
        <Fact label={t('attributes')}>
          {t('attributesValue', { count, tables: masterTableCount + attributes.length })}
        </Fact>
        <Fact label={t('behaviors')}>
          {behaviors.length === 0
            ? t('none')
            : format.list(
                behaviors.map((behavior) => behavior.name),
                LIST_FORMAT,
              )}
        </Fact>
        <Fact label={t('next')} startsGroup>
          <NextBuilds />
        </Fact>
      </Facts>
      {attributes.map((table) => (
        <LowMatchNote key={table.key} kind="attributes" table={table} />
      ))}
      {behaviors.map((table) => (
        <LowMatchNote key={table.key} kind="behaviors" table={table} />
      ))}
    </Card>
  );
}

const TIMES_SHOWN = 3;

function NextBuilds() {
  const t = useTranslations('parent-segments.wizard.summary');
  const { draft } = useWizardForm();
  // Set only in the browser: by the server's clock, other planned times may be the next ones.
  const [now, setNow] = useState<number>();
  useEffect(() => setNow(Date.now()), []);
  const schedule = scheduleOf(draft.schedule);
  const isValid = schedule !== null && isCron(schedule.cron) && isTimeZone(schedule.timeZone);
  const times = isValid && now !== undefined ? plannedTimes(schedule, now, TIMES_SHOWN) : [];
  return (
    <ul className="grid gap-0.5">
      {draft.buildsNow && <li>{t('afterSaving')}</li>}
      {schedule &&
        times.map((time) => (
          <li key={time}>
            <ZonedTime value={time} timeZone={schedule.timeZone} />
          </li>
        ))}
      {schedule === null && <li>{t('onRequest')}</li>}
    </ul>
  );
}

/** A warning about a join that matches almost nothing. */
function LowMatchNote({ kind, table }: { kind: JoinKind; table: TableDraft }) {
  const t = useTranslations('parent-segments.wizard.match');
  const { draft } = useWizardForm();
  const { data } = useJoinCheck(draft, table);
  const share = data ? joinShare(kind, data) : null;
  if (share === null || !isLowMatch(share)) return null;
  return (
    <Banner tone="warning" title={`${table.name}:`}>
      {t.rich(share === 0 ? `nothing.${kind}` : `low.${kind}`, { share: () => <Share value={share} /> })}{' '}
      {t(`lowEffect.${kind}`)}
    </Banner>
  );
}
