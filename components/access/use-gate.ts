'use client';

import { createContext, type SyntheticEvent, use } from 'react';
import { hasPermission, MINIMUM_ROLES, type Permission } from '#lib/core/access/permission.ts';
import { reasonId, useVisitorRole } from './access-provider.tsx';
import { useNeedText } from './use-need-text.ts';

/** Set around forms: the permission that their controls need. */
export const FormNeeds = createContext<Permission | undefined>(undefined);

export interface Gate {
  /** Why the visitor cannot use the control; undefined if it can be used. */
  readonly reason: string | undefined;
  /** The id of the element with the reason. */
  readonly reasonId: string | undefined;
  /** Props of the element. If the visitor lacks the permission, the element is grayed out but stays focusable. */
  readonly props: GateProps;
}

interface GateProps {
  readonly 'data-needs'?: Permission;
  readonly 'aria-disabled'?: true;
  readonly 'aria-describedby'?: string;
}

const OPEN: Gate = { reason: undefined, reasonId: undefined, props: {} };

/** The permission that a control needs. Undefined: the permission of the form around it. Null: none, as for Cancel. */
export type Needs = Permission | null | undefined;

export function useGate(own: Needs): Gate {
  const form = use(FormNeeds);
  const role = useVisitorRole();
  const textOf = useNeedText();
  const needs = own === undefined ? form : own;
  if (!needs) return OPEN;
  if (hasPermission({ role }, needs)) return { ...OPEN, props: { 'data-needs': needs } };
  const needed = MINIMUM_ROLES[needs];
  const id = reasonId(needed);
  return {
    reason: textOf(needed, role),
    reasonId: id,
    props: { 'data-needs': needs, 'aria-disabled': true, 'aria-describedby': id },
  };
}

/** Handles events of grayed-out controls, which must have no effect. */
export function ignoreEvent(event: SyntheticEvent): void {
  event.preventDefault();
}
