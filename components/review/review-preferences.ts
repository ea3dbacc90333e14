import { PERSONAL_COOKIE, setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';
import type { ColumnOrder } from './grid/use-column-order.ts';

/** What a person folded or chose in reviews; kept in the browser for all files. */
export interface ReviewPreferences {
  readonly filters: 'open' | 'folded';
  readonly coverage: 'open' | 'folded';
  readonly columns: ColumnOrder;
  /** Whether personal values are shown or masked. */
  readonly personal: 'shown' | 'hidden';
}

const COOKIES: Readonly<Record<keyof ReviewPreferences, string>> = {
  filters: 'review_filters',
  coverage: 'review_coverage',
  columns: 'review_columns',
  personal: PERSONAL_COOKIE,
};

/**
 * The stored preferences. Filters are open, identifier coverage is folded, and personal values are shown to those who
 * may see them, until a person decides otherwise.
 */
export function reviewPreferences(
  cookies: { get(name: string): { readonly value: string } | undefined },
  mayShow: boolean,
): ReviewPreferences {
  const stored = (name: keyof ReviewPreferences) => cookies.get(COOKIES[name])?.value;
  return {
    filters: stored('filters') === 'folded' ? 'folded' : 'open',
    coverage: stored('coverage') === 'open' ? 'open' : 'folded',
    columns: stored('columns') === 'file' ? 'file' : 'issues',
    personal: mayShow && stored('personal') !== 'hidden' ? 'shown' : 'hidden',
  };
}

export function saveReviewPreference<K extends keyof ReviewPreferences>(name: K, value: ReviewPreferences[K]): void {
  setPreferenceCookie(COOKIES[name], value);
}
