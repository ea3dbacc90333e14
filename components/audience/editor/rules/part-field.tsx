'use client';

import { type ReactNode, useId, useMemo } from 'react';
import { FieldContext } from '#components/ui/forms/field-context.ts';
import { useRuleForm } from '../state/rule-form.ts';

export interface PartFieldProps {
  /** Where the value of the control is in the rule's JSON. */
  path: string;
  /** The id of the text that says what is wrong with the rule. */
  errorId: string;
  children: ReactNode;
}

/** One control of a rule, marked invalid if a problem is at its path. */
export function PartField({ path, errorId, children }: PartFieldProps) {
  const id = useId();
  const invalid = useRuleForm().problemAt(path) !== undefined;
  const wiring = useMemo(
    () => ({ id, required: false, invalid, describedBy: invalid ? errorId : undefined }),
    [id, invalid, errorId],
  );
  return <FieldContext value={wiring}>{children}</FieldContext>;
}
