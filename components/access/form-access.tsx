'use client';

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '#lib/core/access/permission.ts';
import { FormNeeds, useGate } from './use-gate.ts';

/** A form, or part of one, whose controls need a permission. Without it they show their values and cannot be changed. */
export function FormAccess({ needs, children }: { needs: Permission; children: ReactNode }) {
  return <FormNeeds value={needs}>{children}</FormNeeds>;
}

/** Says above a form, or instead of values, which role is needed; nothing if the reader has it. */
export function NeedNote({ needs, text }: { needs: Permission; text?: ReactNode }) {
  const { reason } = useGate(needs);
  if (reason === undefined) return null;
  return (
    <p className="flex items-start gap-2 text-sm text-text-muted">
      <Lock aria-hidden className="mt-0.5 size-4 flex-none" />
      <span>
        {text} {reason}
      </span>
    </p>
  );
}
