import { useFormatter } from 'next-intl';
import { useFieldText } from '#components/connector/use-field-name.ts';

/** Sets of identifiers as text: "Email (em) or IP address (client_ip_address) + User agent (client_user_agent)". */
export function useIdentifierText(): (sets: readonly (readonly string[])[]) => string {
  const format = useFormatter();
  const fieldText = useFieldText();
  return (sets) =>
    format.list(
      sets.map((set) => set.map(fieldText).join(' + ')),
      { type: 'disjunction' },
    );
}
