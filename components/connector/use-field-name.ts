import { useTranslations } from 'next-intl';

/**
 * The name of a field in words; empty if it has none. The number of a repeated field is not part of it: `em_1` is
 * "Email".
 */
export function useFieldName(): (code: string) => string {
  const t = useTranslations('field-names');
  const nameOf = (code: string) => (t.has(code as never) ? t(code as never) : undefined);
  return (code) => nameOf(code) ?? nameOf(code.replace(/_\d+$/, '')) ?? '';
}

/** A field in plain text: "Phone (ph)". */
export function useFieldText(): (code: string) => string {
  const nameOf = useFieldName();
  return (code) => {
    const name = nameOf(code);
    return name === '' ? code : `${name} (${code})`;
  };
}
