import type { ComponentPropsWithRef } from 'react';
import { TextInput } from '#components/ui/forms/text-input.tsx';

/** A code of an authenticator app. */
export function TotpInput(props: ComponentPropsWithRef<typeof TextInput>) {
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      className="max-w-40 tabular-nums tracking-widest"
      {...props}
    />
  );
}
