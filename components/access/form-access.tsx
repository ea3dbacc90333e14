'use client';

import { clsx } from 'clsx';
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '#lib/core/access/permission.ts';
import { FormNeeds, useGate } from './use-gate.ts';

/**
 * A form, or part of one, whose controls need a permission. Without it, the controls show their values but cannot be
 * changed.
 */
export function FormAccess({ needs, children }: { needs: Permission; children: ReactNode }) {
  return <FormNeeds value={needs}>{children}</FormNeeds>;
}

/** Says above a form which role is needed; nothing if the visitor has it. */
export function NeedNote({ needs, className }: { needs: Permission; className?: string }) {
  const { reason } = useGate(needs);
  if (reason === undefined) return null;
  return (
    <p className={clsx('flex items-start gap-2 text-sm text-text-muted', className)}>
      <Lock aria-hidden className="mt-0.5 size-4 flex-none" />
      {reason}
    </p>
  );
}
