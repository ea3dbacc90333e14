'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { type Json, JsonView } from '#components/ui/text/json-view.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView, TaskDetails } from '#lib/core/workflow/view/attempt-view.ts';
import { useTaskParameters } from './use-task-details.ts';

export interface TaskParameterListProps {
  attempt: AttemptView;
  row: TimelineRow;
  details: TaskDetails;
}

/**
 * The names of a task's parameters, and of those that it stored for later tasks. Their values, which may be customer
 * data, are shown only on request.
 */
export function TaskParameterList({ attempt, row, details }: TaskParameterListProps) {
  const t = useTranslations('workflow-attempts.task');
  const [isShown, setShown] = useState(false);
  const { data, isError } = useTaskParameters(attempt, row, isShown);
  const { parameters, stored } = details;
  const isEmpty = parameters.length + stored.length === 0;
  return (
    <section className="grid gap-2 border-border border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-sm">{t('parameters')}</h3>
        {!isEmpty && <PersonalToggle isShown={isShown} onChange={setShown} />}
      </div>
      {isEmpty && <p className="text-sm text-text-muted">{t('noParameters')}</p>}
      {isError && isShown && <p className="text-error text-sm">{t('valuesFailed')}</p>}
      <NamesOrValues label={t('parameters')} names={parameters} values={isShown ? data?.parameters : undefined} />
      {stored.length > 0 && (
        <>
          <h4 className="text-text-muted text-xs">{t('stored')}</h4>
          <NamesOrValues label={t('stored')} names={stored} values={isShown ? data?.stored : undefined} />
        </>
      )}
    </section>
  );
}

function NamesOrValues({
  label,
  names,
  values,
}: {
  label: string;
  names: readonly string[];
  values: object | undefined;
}) {
  const t = useTranslations('workflow-attempts.task');
  if (values !== undefined) return <JsonView label={label} value={values as Json} />;
  return (
    <ul className="grid gap-1 text-sm">
      {names.map((name) => (
        <li key={name} className="flex items-baseline justify-between gap-3">
          <span className="mono min-w-0 [overflow-wrap:anywhere]">{name}</span>
          <span className="text-text-faint">
            <span aria-hidden>•••••</span>
            <span className="sr-only">{t('hidden')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
