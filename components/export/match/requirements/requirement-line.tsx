import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { StatusIcon, type Tone } from '#components/ui/feedback/status-icon.tsx';

type RequirementState = 'done' | 'open' | 'missing';

export interface RequirementLineProps {
  state: RequirementState;
  /** Shown as not needed, because another line of its list is done. */
  isOptional?: boolean;
  note?: ReactNode;
  children: ReactNode;
}

const TONES = { done: 'success', open: 'warning', missing: 'warning' } as const satisfies Record<
  RequirementState,
  Tone
>;
const LABELS = { done: 'given', open: 'isOpen', missing: 'notGiven' } as const satisfies Record<
  RequirementState,
  string
>;
const COLORS = { success: 'text-success', warning: 'text-warning', neutral: 'text-text-muted' } as const;

/** One thing that the review needs, and whether it is there. */
export function RequirementLine({ state, isOptional = false, note, children }: RequirementLineProps) {
  const t = useTranslations('exports.match');
  const isNotNeeded = isOptional && state !== 'done';
  const tone = isNotNeeded ? 'neutral' : TONES[state];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5">
      <StatusIcon
        tone={tone}
        label={t(isNotNeeded ? 'notNeeded' : LABELS[state])}
        className={`mt-0.5 size-4 ${COLORS[tone]}`}
      />
      <div className="grid min-w-0 grid-cols-1 gap-1.5">
        <div>{children}</div>
        {note && <span className="block text-text-muted text-xs [overflow-wrap:anywhere]">{note}</span>}
      </div>
    </li>
  );
}
