import { clsx } from 'clsx';
import { useFormatter } from 'next-intl';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { OUTCOME_STYLE, type OutcomeKey } from './outcome-style.ts';

export interface OutcomeCount {
  key: OutcomeKey;
  label: string;
  value: number;
}

/** The shares of outcomes as a stacked bar. Parts above 0 are at least 5 px wide. */
export function OutcomeBar({ terms, thin = false }: { terms: readonly OutcomeCount[]; thin?: boolean }) {
  const format = useFormatter();
  const parts = terms.filter((term) => term.value > 0);
  const description = format.list(
    terms.map((term) => `${term.label} ${format.number(term.value)}`),
    LIST_FORMAT,
  );
  return (
    <div
      role="img"
      aria-label={description}
      className={clsx(
        'flex gap-0.5 overflow-hidden rounded-full',
        thin ? 'h-1.5' : 'h-3',
        parts.length === 0 && 'bg-chart-track',
      )}
    >
      {parts.map((term) => (
        <i
          key={term.key}
          className={`min-w-1.25 transition-[flex-grow] duration-base ${OUTCOME_STYLE[term.key]}`}
          style={{ flex: `${term.value} 1 0%` }}
        />
      ))}
    </div>
  );
}
