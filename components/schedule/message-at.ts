import { get } from 'react-hook-form';

/** The message of a field among the errors of a form. If the field is a list of values, also that of one of them. */
export function messageAt(errors: object, field: string): string | undefined {
  const error: unknown = get(errors, field);
  return [error, ...(Array.isArray(error) ? error : [])].map(messageOf).find((message) => message !== undefined);
}

function messageOf(error: unknown): string | undefined {
  return (error as { readonly message?: string } | undefined)?.message;
}
