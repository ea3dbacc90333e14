'use client';

import { createContext, type ReactNode, use } from 'react';
import { type ActorRole, hasPermission, type Permission, ROLES, type Role } from '#lib/core/access/permission.ts';
import { useNeedText } from './use-need-text.ts';

const VisitorRole = createContext<ActorRole>('anonymous');

/** Gives all components of a page the role of its visitor. */
export function AccessProvider({ role, children }: { role: ActorRole; children: ReactNode }) {
  return (
    <VisitorRole value={role}>
      {children}
      {role !== 'anonymous' && <Reasons role={role} />}
    </VisitorRole>
  );
}

/** The reasons that screen readers announce for grayed-out controls: one for each role above the visitor's own. */
function Reasons({ role }: { role: Role }) {
  const textOf = useNeedText();
  return ROLES.slice(ROLES.indexOf(role) + 1).map((needed) => (
    <span key={needed} id={reasonId(needed)} hidden>
      {textOf(needed, role)}
    </span>
  ));
}

/** The id of the element with the reason; controls are described by it. */
export function reasonId(needed: ActorRole): string {
  return `needs-${needed}`;
}

export function useVisitorRole(): ActorRole {
  return use(VisitorRole);
}

/** Whether the visitor of the page has the permission. The server checks it again for each command. */
export function useMay(permission: Permission): boolean {
  return hasPermission({ role: use(VisitorRole) }, permission);
}
