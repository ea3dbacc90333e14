import { useFormatter } from 'next-intl';

/** Sets of identifiers in words: "em, hashed_maids, or client_ip_address + client_user_agent". */
export function useIdentifierText(): (sets: readonly (readonly string[])[]) => string {
  const format = useFormatter();
  return (sets) =>
    format.list(
      sets.map((set) => set.join(' + ')),
      { type: 'disjunction' },
    );
}
