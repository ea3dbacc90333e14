import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TableProps {
  /** The accessible name of the table. */
  label: string;
  children: ReactNode;
  /** For tables in a card: the outer cells have padding. */
  inset?: boolean;
  /** Up to 760 px, every row becomes a card with labeled cells; with `lg`, for many columns, below 1024 px. */
  cards?: boolean | 'lg';
  busy?: boolean;
  className?: string;
}

// Linked rows have the link in their row head; the row itself only has the hover style.
export function Table({ label, children, inset = false, cards = false, busy = false, className }: TableProps) {
  return (
    <table
      aria-label={label}
      aria-busy={busy || undefined}
      data-cards={cards || undefined}
      className={clsx(
        'w-full border-collapse text-sm',
        '[&_tbody_tr:hover>*]:bg-surface-hover',
        inset
          ? '[&_td:first-child]:pl-4 [&_td:last-child]:pr-4 [&_th:first-child]:pl-4 [&_th:last-child]:pr-4 [&_tbody_tr:last-child>*]:border-b-0 cards:[&_tbody_tr:last-child]:border-b-0! [&_thead_th:first-child]:rounded-tl-card [&_thead_th:last-child]:rounded-tr-card'
          : '[&_td:first-child]:pl-0 [&_td:last-child]:pr-0 [&_th:first-child]:pl-0 [&_th:last-child]:pr-0',
        cards !== false && [CARDS, inset ? CARDS_INSET : CARDS_FLUSH],
        className,
      )}
    >
      {children}
    </table>
  );
}

// Cards: the row head and the corner cell share the first line; every other cell is a labeled line.
const CARDS =
  'cards:block cards:[&_thead]:sr-only cards:[&_tbody]:block cards:[&_tbody_tr]:grid cards:[&_tbody_tr]:grid-cols-[minmax(0,1fr)_auto] ' +
  'cards:[&_tbody_tr]:border-border cards:[&_tbody_tr]:border-b cards:[&_tbody_tr]:py-2.5 cards:[&_tbody_tr:hover>*]:bg-transparent ' +
  'cards:[&_tbody_:is(td,th)]:flex cards:[&_tbody_:is(td,th)]:h-auto cards:[&_tbody_:is(td,th)]:min-h-7 cards:[&_tbody_:is(td,th)]:max-w-none cards:[&_tbody_:is(td,th)]:items-center cards:[&_tbody_:is(td,th)]:gap-3 ' +
  'cards:[&_tbody_:is(td,th)]:border-0 cards:[&_tbody_:is(td,th)]:py-0.5 cards:[&_tbody_:is(td,th)]:whitespace-normal cards:[&_tbody_:is(td,th)]:[overflow-wrap:anywhere] ' +
  'cards:[&_tbody_td]:col-span-full cards:[&_tbody_td[data-corner]]:col-span-1 cards:[&_tbody_td[data-corner]]:-order-1 cards:[&_tbody_th]:-order-2 ' +
  'cards:[&_td[data-label]]:before:w-28 cards:[&_td[data-label]]:before:flex-none cards:[&_td[data-label]]:before:text-start cards:[&_td[data-label]]:before:text-text-muted cards:[&_td[data-label]]:before:text-xs cards:[&_td[data-label]]:before:content-[attr(data-label)]';

const CARDS_FLUSH = 'cards:[&_tbody_:is(td,th)]:px-0!';
const CARDS_INSET = 'cards:[&_tbody_:is(td,th)]:px-4!';
