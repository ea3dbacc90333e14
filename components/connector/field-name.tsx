import { useFieldName } from './use-field-name.ts';

/** A field: its name in words, then its code. */
export function FieldName({ code }: { code: string }) {
  const name = useFieldName()(code);
  return (
    <span className="[overflow-wrap:anywhere]">
      {name} <code className={name === '' ? '' : 'font-normal text-text-muted'}>{code}</code>
    </span>
  );
}
