import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Num } from '../text/num.tsx';
import { OutcomeBar, type OutcomeCount } from './outcome-bar.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

export interface OutcomeSumProps {
  /** The sum of the terms. */
  total: { label: string; value: number };
  terms: readonly OutcomeCount[];
  size?: 'big' | 'normal' | 'quiet';
  /** The accessible name of the figure, if the page does not say what is counted. */
  label?: string;
  /** The address of a term's records. */
  hrefOf?: (term: OutcomeCount) => string | undefined;
}

const NUMBER_SIZES = { big: 'text-2xl', normal: 'text-xl', quiet: 'text-lg' } as const;

/** total = term + term + …, as a bar and as numbers. */
export function OutcomeSum({ total, terms, size = 'normal', label, hrefOf }: OutcomeSumProps) {
  const t = useTranslations('shell.kit');
  return (
    <figure aria-label={label} className="grid gap-3.5">
      <OutcomeBar terms={terms} />
      <dl className="flex flex-wrap items-end gap-x-3.5 gap-y-3 max-wide:grid max-wide:gap-0">
        <LabeledNumber label={total.label} value={total.value} size={size} isTotal />
        {terms.map((term, index) => (
          <LabeledNumber
            key={term.key}
            label={term.label}
            value={term.value}
            size={size}
            mark={<OutcomeMark outcome={term.key} />}
            sign={index === 0 ? { text: '=', name: t('equals') } : { text: '+', name: t('plus') }}
            href={term.value > 0 ? hrefOf?.(term) : undefined}
          />
        ))}
      </dl>
    </figure>
  );
}

interface LabeledNumberProps {
  label: string;
  value: number;
  size: keyof typeof NUMBER_SIZES;
  isTotal?: boolean;
  mark?: ReactNode;
  sign?: { text: string; name: string };
  href?: string | undefined;
}

function LabeledNumber({ label, value, size, isTotal = false, mark, sign, href }: LabeledNumberProps) {
  const number = <Num value={value} />;
  return (
    <div
      className={clsx(
        'relative grid gap-0.5',
        !isTotal && 'wide:pl-6.5',
        'max-wide:grid-cols-[1fr_auto] max-wide:items-center max-wide:border-border max-wide:border-b max-wide:py-1.5 max-wide:last:border-0',
      )}
    >
      <dt className="flex items-center gap-1.5 whitespace-nowrap font-medium text-text-muted text-xs max-wide:text-sm">
        {mark}
        {label}
      </dt>
      <dd
        className={clsx(
          'tracking-tight max-wide:text-lg',
          NUMBER_SIZES[size],
          value === 0 && !isTotal ? 'font-normal text-text-faint' : 'font-semibold',
        )}
      >
        {sign && (
          <span className="absolute bottom-0 left-0 font-normal text-base text-text-faint leading-(--line) tracking-normal max-wide:sr-only">
            <span aria-hidden>{sign.text}</span>
            <span className="sr-only">{sign.name} </span>
          </span>
        )}
        {href ? (
          <a href={href} className="text-inherit no-underline hover:link-underline">
            {number}
          </a>
        ) : (
          number
        )}
      </dd>
    </div>
  );
}
