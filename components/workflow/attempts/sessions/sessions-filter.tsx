import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type SessionsQuery, sessionsHref } from '#components/paths.ts';
import { ChipLink } from '#components/ui/surfaces/chip.tsx';
import { ATTEMPT_STATES, type AttemptState } from '#lib/core/workflow/attempt/attempt.ts';
import type { Workflow } from '#lib/core/workflow/project.ts';

export interface SessionsFilterProps {
  counts: Readonly<Partial<Record<AttemptState, number>>>;
  query: SessionsQuery;
  workflow: Workflow | undefined;
}

/** Filters sessions by the state of their newest attempt. A state that no session has is offered only while chosen. */
export function SessionsFilter({ counts, query: { state, workflow: workflowId }, workflow }: SessionsFilterProps) {
  const t = useTranslations('workflow-attempts');
  const offered = ATTEMPT_STATES.filter((option) => option === state || (counts[option] ?? 0) > 0);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label={t('filter')} className="flex flex-wrap gap-2 py-3">
      <ChipLink pressed={state === undefined} href={sessionsHref({ workflow: workflowId })} count={total}>
        {t('all')}
      </ChipLink>
      {offered.map((option) => (
        <ChipLink
          key={option}
          pressed={option === state}
          href={sessionsHref({ workflow: workflowId, state: option })}
          count={counts[option] ?? 0}
        >
          {t(`states.${option}`)}
        </ChipLink>
      ))}
      {workflow && (
        <ChipLink pressed href={sessionsHref({ state })} icon={<X aria-hidden />}>
          {t('of', { workflow: workflow.name })}
        </ChipLink>
      )}
    </nav>
  );
}
